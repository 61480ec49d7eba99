import {
  Brush as BrushIcon,
  Contrast,
  Eraser,
  Maximize,
  PaintBucket,
  PaintRoller,
  Redo2,
  SquareDashed,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Slider } from '../../ui/slider.tsx';
import { usePanZoom } from '../use-pan-zoom.ts';
import { pressKey } from '../zoom-tools.tsx';
import styles from './mask-painter.module.css';
import { PaintSurface } from './paint-surface.tsx';
import type { Paint } from './use-paint.ts';
import { type PaintTool, usePaintTools } from './use-paint-tools.ts';

export interface MaskPainterProps {
  /** Address of the picture to paint over; undefined for plain ground. */
  readonly picture: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly paint: Paint;
  onDone(): void;
  onCancel(): void;
}

const TOOLS = [
  { tool: 'brush', icon: BrushIcon, label: 'Brush', shortcut: 'B' },
  { tool: 'eraser', icon: Eraser, label: 'Eraser', shortcut: 'E' },
  { tool: 'fill', icon: PaintBucket, label: 'Fill an area; with Alt, empty it', shortcut: 'F' },
] as const satisfies readonly { tool: PaintTool; [key: string]: unknown }[];

/** Paints a mask by hand: brush, eraser, fill, invert, undo, zoom. Everything works with the keyboard too. */
export function MaskPainter({ picture, widthPx, heightPx, paint, onDone, onCancel }: MaskPainterProps) {
  const panZoom = usePanZoom({ width: widthPx, height: heightPx });
  const tools = usePaintTools(Math.max(widthPx, heightPx));
  const hintId = useId();

  const keys = new Map([
    ...tools.keys,
    ['i', paint.invert],
    ['$mod+z', paint.undo],
    ['$mod+Shift+z', paint.redo],
    ['$mod+y', paint.redo],
  ]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the buttons inside.
    <div className={styles.painter} onKeyDown={(event) => pressKey(event, keys)}>
      <div className={styles.tools} role="toolbar" aria-label="Painting">
        {TOOLS.map(({ tool, icon, label, shortcut }) => (
          <IconButton
            key={tool}
            icon={icon}
            label={label}
            shortcut={shortcut}
            aria-pressed={tools.tool === tool}
            onClick={() => tools.choose(tool)}
          />
        ))}
        <Setting name="Size" text={`${tools.sizePx} px`}>
          <Slider
            label="Size"
            valueText={`${tools.sizePx} pixels`}
            value={tools.sizePx}
            min={1}
            max={tools.maxSizePx}
            step={1}
            onChange={tools.setSizePx}
          />
        </Setting>
        <Setting name="Softness" text={`${Math.round(tools.softness * 100)} %`}>
          <Slider
            label="Softness"
            value={tools.softness}
            min={0}
            max={1}
            step={0.05}
            onChange={tools.setSoftness}
          />
        </Setting>
        <span className={styles.gap} />
        <IconButton icon={PaintRoller} label="Paint everything" onClick={paint.fillAll} />
        <IconButton
          icon={SquareDashed}
          label="Take all paint away"
          disabled={paint.empty}
          onClick={paint.clear}
        />
        <IconButton icon={Contrast} label="Invert" shortcut="I" onClick={paint.invert} />
        <span className={styles.gap} />
        <IconButton
          icon={Undo2}
          label="Undo"
          shortcut="$mod+z"
          disabled={!paint.canUndo}
          onClick={paint.undo}
        />
        <IconButton
          icon={Redo2}
          label="Redo"
          shortcut="$mod+Shift+z"
          disabled={!paint.canRedo}
          onClick={paint.redo}
        />
        <span className={styles.gap} />
        <IconButton icon={ZoomOut} label="Zoom out" onClick={() => panZoom.zoomBy(1 / 1.5)} />
        <IconButton icon={ZoomIn} label="Zoom in" onClick={() => panZoom.zoomBy(1.5)} />
        <IconButton icon={Maximize} label="Fit" onClick={panZoom.fit} />
      </div>
      <PaintSurface
        {...{ picture, widthPx, heightPx, paint, panZoom, hintId }}
        tool={tools.tool}
        radiusPx={tools.sizePx / 2}
        softness={tools.softness}
      />
      <footer className={styles.footer}>
        <p id={hintId} className={styles.hint}>
          Violet is repainted. Drag to paint, with Shift in straight lines; Space and drag moves the picture.
          With the keyboard: arrows move the brush, Enter dabs.
        </p>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="primary" onClick={onDone}>
          Use this mask
        </Button>
      </footer>
    </div>
  );
}

function Setting({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  return (
    <span className={styles.setting}>
      <span className={styles.name}>{name}</span>
      {children}
      <span className={styles.value}>{text}</span>
    </span>
  );
}
