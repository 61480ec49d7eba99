import type { StepPosition } from '@latentgraph/graph-core';
import type { Feed, Tensor } from './tensor.ts';
import type { ModelKey } from './values.ts';

/** One factor for the whole tensor, or one for each sample of the batch (dims[0] of them). */
export type Coefficient = number | readonly number[];

export type ModelComponent = 'text_encoder' | 'text_encoder_2' | 'unet' | 'vae_encoder' | 'vae_decoder';

/** Where in a run a model is evaluated, for messages. */
export interface EvaluationPlace {
  readonly node: string;
  readonly step: StepPosition;
}

/**
 * The few tensor operations that diffusion needs, on whatever device the runtime has. Arithmetic is float32.
 *
 * Lifetime: tensors made while a node runs are freed after it, unless they are among its outputs or were
 * retained. State that outlives one step (a solver's history) retains what it keeps and releases what it drops.
 */
export interface Backend {
  /** Σ coefficient · tensor over tensors of equal dims; one to many terms, one pass over memory. */
  combine(terms: readonly (readonly [Coefficient, Tensor])[]): Promise<Tensor>;
  /** (1 − mask) · x + mask · y. `mask` broadcasts over batch and channels. */
  blend(x: Tensor, y: Tensor, mask: Tensor): Promise<Tensor>;
  /** [b, in, …] → [b, out, …]: out = matrix[out][in] · x + bias[out]. */
  mixChannels(x: Tensor, matrix: readonly (readonly number[])[], bias?: readonly number[]): Promise<Tensor>;
  /** Element-wise, to ±limit given as [min, max] or per sample. */
  clamp(x: Tensor, min: Coefficient, max: Coefficient): Promise<Tensor>;
  /** The q-quantile (0…1, linear interpolation) of |x| for each sample. */
  quantile(x: Tensor, q: number): Promise<readonly number[]>;
  /** Mean and unbiased standard deviation (n − 1, as torch.std) over all but the first axis. */
  moments(x: Tensor): Promise<readonly { readonly mean: number; readonly deviation: number }[]>;
  concat(tensors: readonly Tensor[], axis: number): Promise<Tensor>;
  /** The half-open range [from, to) of one axis. */
  slice(x: Tensor, axis: number, from: number, to: number): Promise<Tensor>;
  /** The last two axes to [height, width]; `nearest` takes source index floor(i · f), `bilinear` half-pixel centres. */
  resize(x: Tensor, heightPx: number, widthPx: number, filter: 'nearest' | 'bilinear'): Promise<Tensor>;
  /** The data is taken over, not copied: do not write to it afterwards. */
  upload(data: Float32Array, dims: readonly number[]): Promise<Tensor>;
  /** Reads a tensor back. The array may be the tensor's own memory: do not write to it. */
  download(x: Tensor): Promise<Float32Array>;
  retain(x: Tensor): void;
  release(x: Tensor): void;
  /**
   * One evaluation of a model component. Feeds go by their names in the Diffusers layout (`sample`, `timestep`,
   * `encoder_hidden_states`, `input_ids`, `latent_sample` …); ranks and element types are fitted to the file's
   * own. Outputs are float32, by the file's own names in the layout.
   *
   * @throws ProblemError when the file is missing, broken, or has no such input, and for outputs that are not finite; on a
   *   GPU, where nobody waits for them, the next evaluation or download throws that.
   */
  evaluate(
    model: ModelKey,
    component: ModelComponent,
    feeds: Readonly<Record<string, Feed>>,
    place?: EvaluationPlace,
  ): Promise<Readonly<Record<string, Tensor>>>;
}
