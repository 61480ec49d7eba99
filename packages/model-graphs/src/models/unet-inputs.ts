import type { AddEmbedding, UNetArchitecture } from '../architecture/unet.ts';
import { silu } from '../layers/activations.ts';
import { add, concat, reshape } from '../layers/arithmetic.ts';
import { linear } from '../layers/linear.ts';
import { embeddingLayers, sinusoids } from '../modules/time-embedding.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

interface UNetInputs {
  /** [batch, channels, height, width] */
  readonly sample: Value;
  /** [batch, tokens, width] */
  readonly context: Value;
  /** What every resnet takes, after SiLU: [batch, width]. */
  readonly embedding: Value;
}

/** What the UNet is given, and the embedding that it makes of the step and, in SDXL, of the prompt's sum and the sizes. */
export function unetInputs(b: GraphBuilder, architecture: UNetArchitecture): UNetInputs {
  const { arithmetic } = b.traits;
  const { inChannels, contextWidth, modelChannels, addEmbedding } = architecture;
  const sample = b.input('sample', 'float32', ['batch', inChannels, 'height', 'width']);
  const timestep = b.input('timestep', 'float32', ['batch']);
  const context = b.input('encoder_hidden_states', 'float32', ['batch', 'tokens', contextWidth]);
  const waves = sinusoids(b, timestep, modelChannels);
  const step = embeddingLayers(b.at('time_embedding'), withGuidance(b, waves, architecture));
  return {
    sample: b.cast(sample, arithmetic),
    context: b.cast(context, arithmetic),
    embedding: silu(b, addEmbedding ? add(b, step, sizeEmbedding(b, addEmbedding)) : step),
  };
}

/** Models with guidance built in take its scale, as waves in `timestep_cond`, beside the step. */
function withGuidance(b: GraphBuilder, waves: Value, { guidanceEmbeddingWidth }: UNetArchitecture): Value {
  if (guidanceEmbeddingWidth === undefined) return waves;
  const guidance = b.input('timestep_cond', 'float32', ['batch', guidanceEmbeddingWidth]);
  const projection = b.at('time_embedding.cond_proj');
  return add(b, waves, linear(projection, b.cast(guidance, b.traits.arithmetic)));
}

/** SDXL's second embedding: the pooled prompt, then each number of `time_ids` as waves. */
function sizeEmbedding(b: GraphBuilder, { pooledWidth, timeIds, timeIdWidth }: AddEmbedding): Value {
  const pooled = b.input('text_embeds', 'float32', ['batch', pooledWidth]);
  const numbers = b.input('time_ids', 'float32', ['batch', timeIds]);
  const waves = reshape(b, sinusoids(b, numbers, timeIdWidth), [0, -1]);
  const both = concat(b, [b.cast(pooled, b.traits.arithmetic), waves], 1);
  return embeddingLayers(b.at('add_embedding'), both);
}
