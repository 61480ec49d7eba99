import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';
import { MICROSOFT } from '../onnx/write-onnx.ts';

/** How CLIP's text towers bend: OpenAI's use an approximation, open_clip's the exact function. */
export type TextActivation = 'quick_gelu' | 'gelu';

/** x · sigmoid(x) */
export function silu(b: GraphBuilder, x: Value): Value {
  return sigmoidGate(b, x, 1);
}

/** x · Φ(x), by the error function. */
export function gelu(b: GraphBuilder, x: Value): Value {
  return b.node('Gelu', [x], { domain: MICROSOFT });
}

/** x · sigmoid(1.702 x), CLIP's approximation of gelu. */
export function quickGelu(b: GraphBuilder, x: Value): Value {
  return sigmoidGate(b, x, 1.702);
}

/** onnxruntime's QuickGelu: one pass over memory on every device, where Sigmoid and Mul take two. */
function sigmoidGate(b: GraphBuilder, x: Value, alpha: number): Value {
  return b.node('QuickGelu', [x], { domain: MICROSOFT, attributes: { alpha: { float: alpha } } });
}
