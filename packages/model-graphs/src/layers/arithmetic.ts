import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

export function add(b: GraphBuilder, x: Value, y: Value): Value {
  return b.node('Add', [x, y]);
}

export function multiply(b: GraphBuilder, x: Value, y: Value): Value {
  return b.node('Mul', [x, y]);
}

/** Joins tensors along one axis. */
export function concat(b: GraphBuilder, parts: readonly Value[], axis: number): Value {
  return b.node('Concat', parts, { attributes: { axis: { int: axis } } });
}

/** Sizes as ONNX's Reshape takes them: 0 keeps a size, −1 takes the rest. */
export function reshape(b: GraphBuilder, x: Value, sizes: readonly number[]): Value {
  return b.node('Reshape', [x, b.integers(sizes)]);
}

export function transpose(b: GraphBuilder, x: Value, order: readonly number[]): Value {
  return b.node('Transpose', [x], { attributes: { perm: { ints: order } } });
}

/** Adds axes of size 1 at these places of the result. */
export function unsqueeze(b: GraphBuilder, x: Value, axes: readonly number[]): Value {
  return b.node('Unsqueeze', [x, b.integers(axes)]);
}

/** The sizes of a tensor, outermost first, or a part of them. */
export function sizesOf(b: GraphBuilder, x: Value, from = 0): Value {
  const attributes = from === 0 ? {} : { start: { int: from } };
  return b.node('Shape', [x], { type: 'int64', attributes });
}

/** [batch, channels, height, width] → [batch, height · width, channels] */
export function pixelsToTokens(b: GraphBuilder, x: Value): Value {
  return transpose(b, reshape(b, x, [0, 0, -1]), [0, 2, 1]);
}

/** The way back from `pixelsToTokens`, to the sizes of `like`. */
export function tokensToPixels(b: GraphBuilder, tokens: Value, like: Value): Value {
  return b.node('Reshape', [transpose(b, tokens, [0, 2, 1]), sizesOf(b, like)]);
}
