import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';
import { MICROSOFT } from '../onnx/write-onnx.ts';
import { add, transpose } from './arithmetic.ts';

/**
 * x · weightᵀ + bias over the last axis: [..., in] → [..., out]. A convolution of one pixel is one, too. The bias is
 * left out where the checkpoint has none.
 */
export function linear(b: GraphBuilder, x: Value): Value {
  const product = timesWeight(b, x);
  return b.has('bias') ? add(b, product, b.weight('bias')) : product;
}

function timesWeight(b: GraphBuilder, x: Value): Value {
  const [rows = 0, columns = 0] = b.dimsOf('weight');
  if (b.isTransposed('weight')) return b.node('MatMul', [x, b.weight('weight', [columns, rows])]);
  const weight = b.weight('weight', [rows, columns]);
  if (!b.traits.fusedLinear) return b.node('MatMul', [x, transpose(b, weight, [1, 0])]);
  return b.node('FusedMatMul', [x, weight], { domain: MICROSOFT, attributes: { transB: { int: 1 } } });
}
