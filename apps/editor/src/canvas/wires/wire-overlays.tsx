import { useReactFlow, ViewportPortal } from '@xyflow/react';
import type { CanvasItem, GraphWire } from '../flow-items.ts';
import type { Point } from '../point.ts';
import { useCanvas } from '../use-canvas.ts';
import overlay from './overlay-layer.module.css';
import styles from './wire-overlays.module.css';
import { lineOf } from './wires-at.ts';

/** The line of the knife, while wires are cut. */
export function CutLine() {
  const cut = useCanvas((state) => state.cut);
  if (!cut || cut.length < 2) return null;
  return <Line points={cut} className={styles.cut} />;
}

/** The wire that takes in what is dragged over it. */
export function LandingWire() {
  const wire = useCanvas((state) => state.landing);
  const flow = useReactFlow<CanvasItem, GraphWire>();
  const points = wire && lineOf(flow, wire);
  return points ? <Line points={points} className={styles.landing} /> : null;
}

function Line({
  points,
  className,
}: {
  readonly points: readonly Point[];
  readonly className: string | undefined;
}) {
  return (
    <ViewportPortal>
      <svg className={overlay.layer} aria-hidden>
        <polyline className={className} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      </svg>
    </ViewportPortal>
  );
}
