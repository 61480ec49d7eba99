import type { UNetTrunk } from './unet.ts';

/** A ControlNet: a UNet's way down and its middle, that see a picture beside the latent and give one output for each skip. */
export interface ControlNetArchitecture extends UNetTrunk {
  /** Channels of the latent. */
  readonly inChannels: number;
  /** Channels of the picture that controls: 3. */
  readonly hintChannels: number;
  /** Widths of the convolutions that bring the picture to the latent's size, outermost first; each but the first halves it. */
  readonly hintWidths: readonly number[];
}
