/** An autoencoder of the Stable Diffusion kind (diffusers' AutoencoderKL); one head of attention in the middle. */
export interface VaeArchitecture {
  /** Channels of pictures: 3. */
  readonly imageChannels: number;
  /** Channels of latents: 4 for SD 1, SD 2 and SDXL, 16 for SD 3 and Flux. */
  readonly latentChannels: number;
  /** Channels of each level, full resolution first: diffusers' `block_out_channels`. The decoder runs them backwards. */
  readonly widths: readonly number[];
  /** Resnets in each level of the encoder (2); absent where the file holds no encoder. */
  readonly encoderResnets?: number;
  /** Resnets in each level of the decoder (3); absent where the file holds no decoder. */
  readonly decoderResnets?: number;
  /** Whether a 1×1 convolution follows the encoder. */
  readonly quantConv: boolean;
  /** Whether a 1×1 convolution precedes the decoder. */
  readonly postQuantConv: boolean;
}

/** The factor between the side of a picture and of its latent: 8 for four levels. */
export function vaeDownscale(vae: VaeArchitecture): number {
  return 2 ** (vae.widths.length - 1);
}
