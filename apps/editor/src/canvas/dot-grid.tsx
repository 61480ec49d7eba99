import { useStore } from '@xyflow/react';
import styles from './dot-grid.module.css';

/** Between two dots, in graph units. */
const DOTS_APART = 24;
/** Closer together they would be a haze, and cost more to paint than all the nodes. */
const CLOSEST_PX = 9;

/** The dots behind the graph, which show how far the view moves. Seen from afar the nodes show that. */
export function DotGrid() {
  const [x, y, zoom] = useStore(({ transform }) => transform);
  const apart = DOTS_APART * zoom;
  if (apart < CLOSEST_PX) return null;
  // A dot stands in the middle of its tile: half a tile back, there is one on the graph's origin.
  const [left, top] = [x - apart / 2, y - apart / 2];
  return (
    <div
      className={styles.grid}
      aria-hidden="true"
      style={{ backgroundSize: `${apart}px ${apart}px`, backgroundPosition: `${left}px ${top}px` }}
    />
  );
}
