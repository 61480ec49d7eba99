import { type ClipTextArchitecture, endOfTextId } from '../architecture/clip-text.ts';
import { add } from '../layers/arithmetic.ts';
import { linear } from '../layers/linear.ts';
import { layerNorm } from '../layers/norms.ts';
import { clipLayer } from '../modules/clip-layer.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

/**
 * The text tower of CLIP or open_clip (transformers' CLIPTextModel). Input `input_ids` [batch, tokens]; outputs, each
 * [batch, tokens, width]: `hidden_states.0` (the embeddings) to `hidden_states.N` (after the last layer), and
 * `last_hidden_state` (the same after the final norm); [batch, width]: `pooler_output`, the last state at the first
 * end of the text, and with a projection `text_embeds`, which is that projected.
 */
export function clipText(b: GraphBuilder, architecture: ClipTextArchitecture): void {
  const { layers, heads, width, activation } = architecture;
  const ids = b.input('input_ids', 'int64', ['batch', 'tokens']);
  const text = b.at('text_model');
  const states = [embeddings(text.at('embeddings'), ids)];
  for (let i = 0; i < layers; i++) {
    states.push(clipLayer(text.at(`encoder.layers.${i}`), states[i]!, { heads, activation }));
  }
  const normed = layerNorm(text.at('final_layer_norm'), states.at(-1)!);
  const pooled = atFirst(b, normed, ids, endOfTextId(architecture));
  const sizes = ['batch', 'tokens', width];
  for (const [i, state] of states.entries()) b.output(`hidden_states.${i}`, state, sizes);
  b.output('last_hidden_state', normed, sizes);
  b.output('pooler_output', pooled, ['batch', width]);
  if (architecture.projectionWidth !== undefined) {
    const projected = linear(b.at('text_projection'), pooled);
    b.output('text_embeds', projected, ['batch', architecture.projectionWidth]);
  }
}

/** What each token means and where it stands: [batch, tokens] → [batch, tokens, width]. */
function embeddings(b: GraphBuilder, ids: Value): Value {
  const table = b.at('token_embedding').storedWeight('weight');
  const meaning = b.cast(b.node('Gather', [table, ids], { type: table.type }), b.traits.arithmetic);
  const all = b.at('position_embedding').weight('weight');
  const count = b.node('Shape', [ids], { type: 'int64', attributes: { start: { int: 1 } } });
  return add(b, meaning, b.node('Slice', [all, b.integers([0]), count, b.integers([0])]));
}

/** The state at the first place of a token: [batch, tokens, width] → [batch, width]. */
function atFirst(b: GraphBuilder, states: Value, ids: Value, id: number): Value {
  const found = b.cast(b.node('Equal', [ids, b.integers([id])], { type: 'bool' }), 'int32');
  const place = b.node('ArgMax', [found], {
    type: 'int64',
    attributes: { axis: { int: 1 }, keepdims: { int: 1 } },
  });
  return b.node('GatherND', [states, place], { attributes: { batch_dims: { int: 1 } } });
}
