import type { Sketch } from '../storage/stored-workflow.ts';
import styles from './sketch-view.module.css';

const WIDTH = 56;
const HEIGHT = 40;
const MARGIN = 5;
const NODE = { width: 5, height: 4 };

/** Where the nodes of a workflow stand, small: enough to recognise it by. */
export function SketchView({ sketch: { aspect, nodes } }: { readonly sketch: Sketch }) {
  const room = { width: WIDTH - 2 * MARGIN - NODE.width, height: HEIGHT - 2 * MARGIN - NODE.height };
  const width = Math.min(room.width, room.height * aspect);
  const height = Math.min(room.height, room.width / aspect);
  const left = (WIDTH - width - NODE.width) / 2;
  const top = (HEIGHT - height - NODE.height) / 2;
  return (
    <svg className={styles.sketch} width={WIDTH} height={HEIGHT} aria-hidden>
      {nodes.map(([x, y], index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the rectangles have no other identity, and never move
          key={index}
          x={left + x * width}
          y={top + y * height}
          rx={1}
          {...NODE}
        />
      ))}
    </svg>
  );
}
