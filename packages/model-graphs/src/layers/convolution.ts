import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

interface ConvolutionOptions {
  /** Pixels added on each side, or on top, left, bottom and right. */
  readonly padding?: number | readonly [number, number, number, number];
  readonly stride?: number;
}

/** [batch, in, height, width] → [batch, out, …]; the size of the kernel is that of the weight. */
export function convolution(b: GraphBuilder, x: Value, options: ConvolutionOptions = {}): Value {
  const { padding = 0, stride = 1 } = options;
  const pads = typeof padding === 'number' ? [padding, padding, padding, padding] : padding;
  return b.node('Conv', [x, b.weight('weight'), b.has('bias') ? b.weight('bias') : null], {
    attributes: { pads: { ints: pads }, strides: { ints: [stride, stride] } },
  });
}
