/** The transformer of Flux: blocks with a side for text and one for the picture, then blocks over both at once. */
export interface FluxArchitecture {
  readonly width: number;
  readonly heads: number;
  readonly headWidth: number;
  readonly doubleBlocks: number;
  readonly singleBlocks: number;
  /** Width of the text conditioning. */
  readonly contextWidth: number;
  /** Width of the pooled text conditioning. */
  readonly pooledWidth: number;
  /** Channels of a token: 2×2 cells of the latent. */
  readonly tokenChannels: number;
  /** Whether the guidance scale is an input, as in models distilled from guidance (dev). */
  readonly embedsGuidance: boolean;
}
