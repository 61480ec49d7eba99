import { ViewportPortal } from '@xyflow/react';
import { useCanvas } from '../use-canvas.ts';
import { wireColor } from '../wire-color.ts';
import overlay from '../wires/overlay-layer.module.css';
import { pathOf, wireCurve } from '../wires/wire-path.ts';
import styles from './pending-wire.module.css';

/** The wire that is being drawn. */
export function PendingWire() {
  const drag = useCanvas(({ wireDrag }) => wireDrag);
  if (!drag) return null;
  const { fixed, start, end, type, over } = drag;
  const [from, to] = fixed.side === 'output' ? [start, end] : [end, start];
  const color = over.kind === 'unfit' ? 'var(--bad)' : wireColor(type);
  return (
    <ViewportPortal>
      <svg className={overlay.layer} aria-hidden>
        <path
          className={styles.wire}
          data-settled={over.kind === 'port' || undefined}
          d={pathOf(wireCurve(from, to))}
          stroke={color}
        />
        <circle
          cx={end.x}
          cy={end.y}
          r={over.kind === 'port' ? 9 : 5}
          className={styles.end}
          stroke={color}
          fill={color}
        />
      </svg>
    </ViewportPortal>
  );
}
