import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';
import { sizesOf } from './arithmetic.ts';

const NEAREST = {
  mode: { text: 'nearest' },
  coordinate_transformation_mode: { text: 'asymmetric' },
  nearest_mode: { text: 'floor' },
} as const;

/** Each pixel twice in both directions, as its nearest neighbour. */
export function doubled(b: GraphBuilder, x: Value): Value {
  const factors = b.numbers([1, 1, 2, 2], [4], 'float32');
  return b.node('Resize', [x, null, factors], { attributes: NEAREST });
}

/** To the height and width of `like` by the nearest pixel: twice, or one less where a size was odd. */
export function toSizeOf(b: GraphBuilder, x: Value, like: Value): Value {
  const channels = b.node('Shape', [x], { type: 'int64', attributes: { end: { int: 2 } } });
  const sizes = b.node('Concat', [channels, sizesOf(b, like, 2)], { attributes: { axis: { int: 0 } } });
  return b.node('Resize', [x, null, null, sizes], { attributes: NEAREST });
}
