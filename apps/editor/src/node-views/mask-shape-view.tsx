import { parseParams } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useId } from 'react';
import { z } from 'zod';
import styles from './mask-shape-view.module.css';
import type { NodeViewProps } from './node-view-props.ts';

const shapeSchema = z.object({
  shape: z.enum(['rectangle', 'ellipse', 'gradient']),
  width: z.number(),
  height: z.number(),
  left: z.number(),
  top: z.number(),
  shapeWidth: z.number(),
  shapeHeight: z.number(),
  feather: z.number(),
  angle: z.number(),
});

type Shape = z.infer<typeof shapeSchema>;

/** A sketch of the shape, before any run. */
export function MaskShapeView({ record }: NodeViewProps) {
  const params = parseParams(builtinRegistry.nodes.get(record.type)!, record.params).values;
  const shape = shapeSchema.parse(params);
  const { width, height } = shape;
  return (
    <svg
      className={styles.sketch}
      viewBox={`0 0 ${width} ${height}`}
      style={{ aspectRatio: `${width} / ${height}` }}
      role="img"
      aria-label={`A ${shape.shape}, white where the mask is 1`}
    >
      <rect width={width} height={height} fill="#000" />
      {shape.shape === 'gradient' ? <Gradient {...shape} /> : <Outline {...shape} />}
    </svg>
  );
}

function Outline({ shape, width, height, left, top, shapeWidth, shapeHeight, feather }: Shape) {
  const id = useId();
  const box = { x: left * width, y: top * height, width: shapeWidth * width, height: shapeHeight * height };
  const paint = { fill: '#fff', ...(feather > 0 ? { filter: `url(#${id})` } : {}) };
  return (
    <>
      <filter id={id} x="-100%" y="-100%" width="300%" height="300%">
        {/* An edge blurred like this is about as wide as a straight one of the feather's width. */}
        <feGaussianBlur stdDeviation={feather / 4} />
      </filter>
      {shape === 'ellipse' ? (
        <ellipse
          cx={box.x + box.width / 2}
          cy={box.y + box.height / 2}
          rx={box.width / 2}
          ry={box.height / 2}
          {...paint}
        />
      ) : (
        <rect {...box} {...paint} />
      )}
    </>
  );
}

/** The gradient line of CSS: from one corner of the box to the opposite one. */
function Gradient({ width, height, left, top, shapeWidth, shapeHeight, angle }: Shape) {
  const id = useId();
  const radians = (angle * Math.PI) / 180;
  const [dx, dy] = [Math.cos(radians), Math.sin(radians)];
  const half = (Math.abs(shapeWidth * width * dx) + Math.abs(shapeHeight * height * dy)) / 2;
  const [x, y] = [(left + shapeWidth / 2) * width, (top + shapeHeight / 2) * height];
  const line = { x1: x - dx * half, y1: y - dy * half, x2: x + dx * half, y2: y + dy * half };
  return (
    <>
      <linearGradient id={id} gradientUnits="userSpaceOnUse" {...line}>
        <stop offset="0" stopColor="#000" />
        <stop offset="1" stopColor="#fff" />
      </linearGradient>
      <rect width={width} height={height} fill={`url(#${id})`} />
    </>
  );
}
