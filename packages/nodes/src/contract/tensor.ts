/**
 * A float32 array somewhere: in host memory or on a device. Opaque to nodes; only the Backend that made it
 * can read it. Sizes are row-major, outermost first.
 */
export interface Tensor {
  readonly dims: readonly number[];
}

/** Integers for a model's input, such as token ids. */
export interface IntegerFeed {
  readonly integers: readonly number[];
  readonly dims: readonly number[];
}

/** What a model input may be given: a tensor, integers, or one number (a timestep) of whatever rank it wants. */
export type Feed = Tensor | IntegerFeed | number;
