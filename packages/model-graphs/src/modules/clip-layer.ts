import { gelu, quickGelu, type TextActivation } from '../layers/activations.ts';
import { add } from '../layers/arithmetic.ts';
import { attention } from '../layers/attention.ts';
import { linear } from '../layers/linear.ts';
import { layerNorm } from '../layers/norms.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

interface ClipLayerOptions {
  readonly heads: number;
  readonly activation: TextActivation;
}

/** One layer of a CLIP text tower: [batch, tokens, width] → the same sizes. */
export function clipLayer(b: GraphBuilder, x: Value, options: ClipLayerOptions): Value {
  const h = add(b, x, selfAttention(b.at('self_attn'), layerNorm(b.at('layer_norm1'), x), options.heads));
  const bend = options.activation === 'gelu' ? gelu : quickGelu;
  const mlp = b.at('mlp');
  const inner = bend(mlp, linear(mlp.at('fc1'), layerNorm(b.at('layer_norm2'), h)));
  return add(b, h, linear(mlp.at('fc2'), inner));
}

function selfAttention(b: GraphBuilder, x: Value, heads: number): Value {
  const query = linear(b.at('q_proj'), x);
  const key = linear(b.at('k_proj'), x);
  const value = linear(b.at('v_proj'), x);
  const [width = 0] = b.at('q_proj').dimsOf('weight');
  return linear(b.at('out_proj'), attention(b, { query, key, value }, { heads, width, causal: true }));
}
