import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { GraphWire } from '../flow-items.ts';
import { PORT_SIZE } from '../node/node-geometry.ts';
import { wireColor } from '../wire-color.ts';
import { pathOf, wireCurve } from './wire-path.ts';
import styles from './wire-view.module.css';

/** React Flow takes a wire to the outer edge of its ports, whose middle lies half a port further in. */
const INWARDS = PORT_SIZE / 2;

/** A wire, in the colour of what it carries. */
export const WireView = memo(function WireView({
  sourceX,
  sourceY,
  targetX,
  targetY,
  data,
}: EdgeProps<GraphWire>) {
  const path = pathOf(wireCurve({ x: sourceX - INWARDS, y: sourceY }, { x: targetX + INWARDS, y: targetY }));
  return (
    <>
      <path className={styles.grip} d={path} />
      <path
        className={styles.wire}
        d={path}
        style={{ stroke: data?.faulty ? 'var(--bad)' : wireColor(data?.type) }}
        data-faulty={data?.faulty || undefined}
        data-skipped={data?.skipped || undefined}
      />
    </>
  );
});
