import { add, pixelsToTokens, tokensToPixels } from '../layers/arithmetic.ts';
import { attention } from '../layers/attention.ts';
import { linear } from '../layers/linear.ts';
import { groupNorm } from '../layers/norms.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

/** All pixels look at one another, with one head over all channels, in the middle of a VAE. */
export function vaeAttention(b: GraphBuilder, x: Value, epsilon: number): Value {
  const tokens = pixelsToTokens(b, groupNorm(b.at('group_norm'), x, epsilon));
  const query = linear(b.at('to_q'), tokens);
  const key = linear(b.at('to_k'), tokens);
  const value = linear(b.at('to_v'), tokens);
  const [width = 0] = b.at('to_q').dimsOf('weight');
  const mixed = attention(b, { query, key, value }, { heads: 1, width });
  return add(b, tokensToPixels(b, linear(b.at('to_out.0'), mixed), x), x);
}
