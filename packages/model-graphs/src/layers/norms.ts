import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';
import { add, multiply, reshape, sizesOf } from './arithmetic.ts';

/** All models of these families norm their channels in this many groups. */
const GROUPS = 32;

/**
 * Group normalization of [batch, channels, height, width], as an instance normalization whose instances are the groups.
 * (ONNX's own GroupNormalization of opset 21 is 7e-4 off in onnxruntime.)
 */
export function groupNorm(b: GraphBuilder, x: Value, epsilon: number): Value {
  const groups = reshape(b, x, [0, GROUPS, -1]);
  const ones = b.numbers(new Array(GROUPS).fill(1));
  const zeros = b.numbers(new Array(GROUPS).fill(0));
  const normed = b.node('InstanceNormalization', [groups, ones, zeros], {
    attributes: { epsilon: { float: epsilon } },
  });
  const channels = b.node('Reshape', [normed, sizesOf(b, x)]);
  const [count = 0] = b.dimsOf('weight');
  const scaled = multiply(b, channels, b.weight('weight', [count, 1, 1]));
  return add(b, scaled, b.weight('bias', [count, 1, 1]));
}

/** Over the last axis, with weights. */
export function layerNorm(b: GraphBuilder, x: Value, epsilon = 1e-5): Value {
  return b.node('LayerNormalization', [x, b.weight('weight'), b.weight('bias')], {
    attributes: { axis: { int: -1 }, epsilon: { float: epsilon } },
  });
}
