import { type PointerEvent, useState } from 'react';
import { ReactCompareSlider } from 'react-compare-slider';
import { Segments } from '../ui/segments.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import compare from './compare-view.module.css';
import styles from './images.module.css';
import type { PanZoom } from './pan-zoom.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import type { ViewedPicture } from './viewed-picture.ts';
import { pressKey, ZoomTools, zoomKeys } from './zoom-tools.tsx';
import { ZoomedPicture, type ZoomedPictureProps } from './zoomed-picture.tsx';

const MODES = [
  { value: 'slider', label: 'Slider' },
  { value: 'side-by-side', label: 'Side by side' },
  { value: 'difference', label: 'Difference' },
] as const;

type CompareMode = (typeof MODES)[number]['value'];

export interface CompareViewProps {
  readonly left: ViewedPicture;
  readonly right: ViewedPicture;
}

/** Two pictures against each other: zoomed and moved together, the right one as large as the left. */
export function CompareView({ left, right }: CompareViewProps) {
  const [mode, setMode] = useState<CompareMode>('slider');
  const size = { width: left.widthPx, height: left.heightPx };
  const panZoom = usePanZoom(size, mode === 'side-by-side' ? 2 : 1);
  const keys = zoomKeys(panZoom);
  function startPan(event: PointerEvent): void {
    const isOnHandle = event.target instanceof Element && event.target.closest('[role="slider"]');
    if (!isOnHandle) panZoom.startPan(event);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the buttons inside.
    <div className={styles.viewer} onKeyDown={(event) => pressKey(event, keys)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons below do the same. */}
      <div ref={panZoom.boxRef} className={styles.box} onPointerDown={startPan} onDoubleClick={panZoom.fit}>
        <Compared mode={mode} left={left} right={right} view={panZoom.view} />
      </div>
      <footer className={styles.bar}>
        <Name title={left.title} side="left" />
        <Segments label="Compare by" value={mode} options={MODES} onChange={setMode} />
        <span className={styles.divider} />
        <ZoomTools {...panZoom} />
        <Name title={right.title} side="right" />
      </footer>
    </div>
  );
}

interface NameProps {
  readonly title: string;
  readonly side: 'left' | 'right';
}

function Name({ title, side }: NameProps) {
  return (
    <Tooltip text={title}>
      <p className={compare.name} data-side={side}>
        {title}
      </p>
    </Tooltip>
  );
}

interface ComparedProps extends CompareViewProps {
  readonly mode: CompareMode;
  readonly view: PanZoom;
}

function Compared({ mode, left, right, view }: ComparedProps) {
  const place = { width: left.widthPx, height: left.heightPx, view };
  const one = <Pane url={left.url} title={left.title} {...place} />;
  const other = <Pane url={right.url} title={right.title} {...place} />;
  if (mode === 'slider') {
    return (
      <ReactCompareSlider
        className={compare.slider ?? ''}
        onlyHandleDraggable
        itemOne={one}
        itemTwo={other}
      />
    );
  }
  return (
    <div className={compare.panes} data-mode={mode}>
      {one}
      {other}
    </div>
  );
}

function Pane({ title, ...picture }: Omit<ZoomedPictureProps, 'alt'> & { readonly title: string }) {
  return (
    <div className={compare.pane}>
      <ZoomedPicture {...picture} alt={title} />
    </div>
  );
}
