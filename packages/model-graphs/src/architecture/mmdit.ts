/** The transformer of Stable Diffusion 3: blocks in which text and picture attend to each other (MMDiT). */
export interface MmditArchitecture {
  readonly width: number;
  readonly heads: number;
  readonly headWidth: number;
  readonly blocks: number;
  /** Blocks whose picture side attends to itself a second time (`attn2`), as in SD 3.5 medium. */
  readonly dualAttentionBlocks: readonly number[];
  /** Whether queries and keys are normalised (RMS), as in SD 3.5. */
  readonly normalisesQueries: boolean;
  /** Width of the text conditioning. */
  readonly contextWidth: number;
  /** Width of the pooled text conditioning. */
  readonly pooledWidth: number;
  readonly latentChannels: number;
  /** Cells of the latent that one token covers, in each direction. */
  readonly patchSize: number;
  /** Tokens in each direction of the table of positions, from whose middle smaller pictures take theirs. */
  readonly positionsPerSide: number;
}
