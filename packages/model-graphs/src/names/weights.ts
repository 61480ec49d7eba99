import type { WeightDtype } from '../safetensors/dtype.ts';

/**
 * Where the values of one canonical weight lie. `offset` and `byteLength` already select the rows that a fused
 * tensor holds for it (q, k and v of open_clip's `in_proj`), so the bytes are this weight and nothing else.
 */
export interface WeightRef {
  readonly file: string;
  /** Name of the tensor in the file, which may hold further weights. */
  readonly tensor: string;
  readonly dtype: WeightDtype;
  /** Counted from the first byte of the file. */
  readonly offset: number;
  readonly byteLength: number;
  /** The shape that the canonical name promises: a 1×1 convolution that serves as a matrix is [out, in]. */
  readonly shape: readonly number[];
  /** Whether the bytes hold the transpose: row-major of `shape` reversed. Only open_clip's `text_projection`. */
  readonly transposed: boolean;
}

/** All weights of one component under canonical names, those of diffusers and transformers: `conv_in.weight`. */
export type Weights = ReadonlyMap<string, WeightRef>;

/** The weight of that name; a missing one is a bug, since weights are complete for their architecture. */
export function weightOf(weights: Weights, name: string): WeightRef {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`No weight '${name}' belongs to this architecture.`);
  return weight;
}
