import { ChevronLeft, ChevronRight, Download, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './images.module.css';
import { usePanZoom } from './use-pan-zoom.ts';

/** A picture to look at, wherever it comes from. */
export interface ViewedPicture {
  /** Undefined while its bytes are on their way. */
  readonly url: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What it shows, or its name. */
  readonly title: string;
  /** Name of the file when it is downloaded. */
  readonly fileName: string;
}

export interface ImageViewerProps {
  readonly pictures: readonly ViewedPicture[];
  readonly startIndex: number;
}

/** Pictures in full size, one at a time: zoom with wheel or keys, drag to move, arrows for the next. */
export function ImageViewer({ pictures, startIndex }: ImageViewerProps) {
  const [index, setIndex] = useState(startIndex);
  const shown = pictures[Math.min(index, pictures.length - 1)];
  const panZoom = usePanZoom({ width: shown?.widthPx ?? 1, height: shown?.heightPx ?? 1 });
  if (!shown) return null;
  const { view, boxRef } = panZoom;
  const go = (by: number) => setIndex(Math.min(Math.max(index + by, 0), pictures.length - 1));

  const keys = new Map<string, () => void>([
    ['ArrowLeft', () => go(-1)],
    ['ArrowRight', () => go(1)],
    ['+', () => panZoom.zoomBy(1.5)],
    ['=', () => panZoom.zoomBy(1.5)],
    ['-', () => panZoom.zoomBy(1 / 1.5)],
    ['0', panZoom.fit],
    ['1', panZoom.showActualSize],
  ]);

  function pressKey(event: KeyboardEvent): void {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key);
    if (!action) return;
    action();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the buttons inside.
    <div className={styles.viewer} onKeyDown={pressKey}>
      <div
        ref={boxRef}
        className={styles.box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and zoom keys act on it.
        tabIndex={0}
        role="img"
        aria-label={shown.title}
        onPointerDown={panZoom.startPan}
        onDoubleClick={panZoom.fit}
      >
        {shown.url === undefined ? null : (
          <img
            className={styles.picture}
            data-pixelated={view.scale >= 2}
            src={shown.url}
            alt=""
            width={shown.widthPx}
            height={shown.heightPx}
            draggable={false}
            style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
          />
        )}
      </div>
      <footer className={styles.bar}>
        <IconButton
          icon={ChevronLeft}
          label="Previous picture"
          disabled={index === 0}
          onClick={() => go(-1)}
        />
        <span className={styles.count}>
          {index + 1} of {pictures.length}
        </span>
        <IconButton
          icon={ChevronRight}
          label="Next picture"
          disabled={index >= pictures.length - 1}
          onClick={() => go(1)}
        />
        <p className={styles.caption}>
          {shown.title} · {shown.widthPx} × {shown.heightPx} · {Math.round(view.scale * 100)} %
        </p>
        <IconButton icon={ZoomOut} label="Zoom out" shortcut="-" onClick={() => panZoom.zoomBy(1 / 1.5)} />
        <IconButton icon={ZoomIn} label="Zoom in" shortcut="+" onClick={() => panZoom.zoomBy(1.5)} />
        <IconButton icon={Maximize} label="Fit" shortcut="0" onClick={panZoom.fit} />
        <Tooltip text="Actual size" shortcut="1">
          <Button variant="quiet" aria-label="1:1, actual size" onClick={panZoom.showActualSize}>
            1:1
          </Button>
        </Tooltip>
        {shown.url === undefined ? null : (
          <a className={styles.download} href={shown.url} download={shown.fileName} aria-label="Download">
            <Download aria-hidden size={16} />
          </a>
        )}
      </footer>
    </div>
  );
}
