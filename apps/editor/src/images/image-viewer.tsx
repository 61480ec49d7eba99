import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './images.module.css';
import { PictureCaption } from './picture-caption.tsx';
import { usePanZoom } from './use-pan-zoom.ts';
import type { ViewedPicture } from './viewed-picture.ts';
import { pressKey, ZoomTools, zoomKeys } from './zoom-tools.tsx';
import { ZoomedPicture } from './zoomed-picture.tsx';

export interface ImageViewerProps {
  readonly pictures: readonly ViewedPicture[];
  /** Which of them is shown. */
  readonly index: number;
  onIndex(index: number): void;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}

/** Pictures in full size, one at a time: zoom with wheel or keys, drag to move, arrows for the next. */
export function ImageViewer({ pictures, index, onIndex, children }: ImageViewerProps) {
  const shown = pictures[index];
  const panZoom = usePanZoom({ width: shown?.widthPx ?? 1, height: shown?.heightPx ?? 1 });
  if (!shown) return null;
  const go = (by: number) => onIndex(Math.min(Math.max(index + by, 0), pictures.length - 1));
  const keys = new Map([...zoomKeys(panZoom), ['ArrowLeft', () => go(-1)], ['ArrowRight', () => go(1)]]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the buttons inside.
    <div className={styles.viewer} onKeyDown={(event) => pressKey(event, keys)}>
      <div
        ref={panZoom.boxRef}
        className={styles.box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and zoom keys act on it.
        tabIndex={0}
        role="img"
        aria-label={shown.title}
        onPointerDown={panZoom.startPan}
        onDoubleClick={panZoom.fit}
      >
        <ZoomedPicture url={shown.url} width={shown.widthPx} height={shown.heightPx} view={panZoom.view} />
      </div>
      <footer className={styles.bar}>
        {pictures.length > 1 && <Pager index={index} count={pictures.length} onGo={go} />}
        <PictureCaption {...shown} scale={panZoom.view.scale} />
        <ZoomTools {...panZoom} />
        <span className={styles.divider} />
        {children}
        {shown.url !== undefined && (
          <Tooltip text="Download picture">
            <a
              className={styles.download}
              href={shown.url}
              download={shown.fileName}
              aria-label="Download picture"
            >
              <Download aria-hidden size={16} />
            </a>
          </Tooltip>
        )}
      </footer>
    </div>
  );
}

interface PagerProps {
  readonly index: number;
  readonly count: number;
  onGo(by: number): void;
}

function Pager({ index, count, onGo }: PagerProps) {
  return (
    <>
      <IconButton
        icon={ChevronLeft}
        label="Previous picture"
        disabled={index === 0}
        onClick={() => onGo(-1)}
      />
      <span className={styles.count}>
        {index + 1} of {count}
      </span>
      <IconButton
        icon={ChevronRight}
        label="Next picture"
        disabled={index >= count - 1}
        onClick={() => onGo(1)}
      />
    </>
  );
}
