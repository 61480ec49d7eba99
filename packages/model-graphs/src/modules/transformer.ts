import { gelu } from '../layers/activations.ts';
import { add, multiply, pixelsToTokens, tokensToPixels } from '../layers/arithmetic.ts';
import { attention } from '../layers/attention.ts';
import { linear } from '../layers/linear.ts';
import { groupNorm, layerNorm } from '../layers/norms.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

interface TransformerOptions {
  readonly heads: number;
  /** Blocks one after the other. */
  readonly depth: number;
  /** What the prompt says: [batch, tokens, width]. */
  readonly context: Value;
}

/** Epsilon of the norm before the tokens; that of the other norms in a UNet is 1e-5. */
const NORM_EPSILON = 1e-6;

/** Lets the pixels look at one another and at the prompt (Transformer2DModel of diffusers): sizes stay as they are. */
export function transformer(b: GraphBuilder, x: Value, options: TransformerOptions): Value {
  const { heads, depth, context } = options;
  let tokens = linear(b.at('proj_in'), pixelsToTokens(b, groupNorm(b.at('norm'), x, NORM_EPSILON)));
  for (let i = 0; i < depth; i++) tokens = block(b.at(`transformer_blocks.${i}`), tokens, context, heads);
  return add(b, tokensToPixels(b, linear(b.at('proj_out'), tokens), x), x);
}

function block(b: GraphBuilder, x: Value, context: Value, heads: number): Value {
  const own = layerNorm(b.at('norm1'), x);
  let h = add(b, x, crossAttention(b.at('attn1'), own, own, heads));
  h = add(b, h, crossAttention(b.at('attn2'), layerNorm(b.at('norm2'), h), context, heads));
  return add(b, h, feedForward(b.at('ff.net'), layerNorm(b.at('norm3'), h)));
}

function crossAttention(b: GraphBuilder, x: Value, context: Value, heads: number): Value {
  const [width = 0] = b.at('to_q').dimsOf('weight');
  const query = linear(b.at('to_q'), x);
  const key = linear(b.at('to_k'), context);
  const value = linear(b.at('to_v'), context);
  return linear(b.at('to_out.0'), attention(b, { query, key, value }, { heads, width }));
}

/** GEGLU (arXiv 2002.05202): one half, gated by the gelu of the other. */
function feedForward(b: GraphBuilder, x: Value): Value {
  const [value, gate] = b.halves(linear(b.at('0.proj'), x));
  return linear(b.at('2'), multiply(b, value, gelu(b, gate)));
}
