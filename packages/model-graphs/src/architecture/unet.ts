/**
 * A UNet of the Stable Diffusion kind, as its names, ranks and ratios tell it.
 *
 * ```
 * sample → conv_in → down[0] → down[1] → … → mid → up[0] → up[1] → … → conv_norm_out → conv_out
 *                       └────────── skips, last one first ──────────┘
 * ```
 *
 * One `UNetLevel` is one of diffusers' `down_blocks.i` or `up_blocks.i`.
 */
export interface UNetArchitecture {
  /** 4; 9 for inpainting (latent, mask, masked image), 8 for instruct-pix2pix (latent, image). */
  readonly inChannels: number;
  readonly outChannels: number;
  /** Width of `conv_in`'s output and of the sinusoid of a timestep. */
  readonly modelChannels: number;
  /** Width of the time embedding that every resnet takes, usually 4 · modelChannels. */
  readonly timeEmbeddingWidth: number;
  /** Width of the text conditioning, the last axis of `encoder_hidden_states`. */
  readonly contextWidth: number;
  /** In the order they run: full resolution first. */
  readonly down: readonly UNetLevel[];
  readonly mid: UNetMiddle;
  /** In the order they run: smallest resolution first. Each resnet takes one skip. */
  readonly up: readonly UNetLevel[];
  readonly attentionHeads: HeadRule;
  /** Whether `proj_in` and `proj_out` of attentions are matrices (SD 2, SDXL), not 1×1 convolutions (SD 1). */
  readonly linearProjection: boolean;
  /** SDXL's second conditioning: pooled text and sizes, added to the time embedding. */
  readonly addEmbedding?: AddEmbedding;
  /**
   * Width of the guidance scale that is embedded beside the timestep (`time_embedding.cond_proj`, diffusers'
   * `timestep_cond`): models distilled for a few steps (LCM) take it as an input.
   */
  readonly guidanceEmbeddingWidth?: number;
}

/** What a UNet has up to its middle; a ControlNet is a copy of it. */
export type UNetTrunk = Pick<
  UNetArchitecture,
  | 'modelChannels'
  | 'timeEmbeddingWidth'
  | 'contextWidth'
  | 'down'
  | 'mid'
  | 'attentionHeads'
  | 'linearProjection'
  | 'addEmbedding'
>;

export interface UNetLevel {
  /** Channels of every resnet's output. */
  readonly width: number;
  /** One entry a resnet: how many transformer blocks follow it; 0 where no attention does. */
  readonly transformerDepths: readonly number[];
  /** Whether the level ends with `downsamplers.0` or `upsamplers.0`. */
  readonly resamples: boolean;
}

export interface UNetMiddle {
  readonly width: number;
  /** 2 as a rule, with the attention between them; some distilled relatives keep one resnet or none. */
  readonly resnets: 0 | 1 | 2;
  /** Transformer blocks between the two resnets; 0 where there is no attention. */
  readonly transformerDepth: number;
}

/** How many heads attention over a number of channels has: a fixed count, or as many as heads of a width fit. */
export type HeadRule =
  | { readonly rule: 'count'; readonly heads: number }
  | { readonly rule: 'width'; readonly headWidth: number };

export interface AddEmbedding {
  /** Width of the pooled text embedding. */
  readonly pooledWidth: number;
  /** How many size numbers follow it: 6 for SDXL base, 5 for its refiner. */
  readonly timeIds: number;
  /** Width of each number's sinusoid. */
  readonly timeIdWidth: number;
}

/** Heads of attention over `channels` channels. */
export function headsOf(rule: HeadRule, channels: number): number {
  return rule.rule === 'count' ? rule.heads : channels / rule.headWidth;
}

/** Channels of each level, full resolution first: diffusers' `block_out_channels`. */
export function levelWidths(unet: UNetArchitecture): readonly number[] {
  return unet.down.map((level) => level.width);
}
