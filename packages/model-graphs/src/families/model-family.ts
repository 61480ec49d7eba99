import type { UNetTrunk } from '../architecture/unet.ts';
import type { ClipTextUse } from '../derive/clip-text.ts';

/** A family of models: how its UNet is told from others, and what its files do not say. */
export interface ModelFamily {
  readonly id: string;
  readonly title: string;
  /** Whether a UNet with this way down belongs to it, whatever its widths. */
  matches(unet: UNetTrunk): boolean;
  /** In the order in which their outputs are put side by side. */
  readonly textEncoders: readonly FamilyTextEncoder[];
  /** latent = (mean − shift) · scale. */
  readonly latent: { readonly scale: number; readonly shift: number };
  /** Width and height in pixels that models of full size were trained on. */
  readonly defaultSizePx: number;
}

/** A text encoder of a family: where single files keep it, and what is taken of it. */
export interface FamilyTextEncoder {
  readonly component: 'text_encoder' | 'text_encoder_2';
  /** Where original files keep it; the first that is there counts. */
  readonly prefixes: readonly string[];
  readonly use: ClipTextUse;
  /**
   * What becomes the conditioning: the last layer behind the final norm, or the output of the last layer but one as
   * it is. Layers that the family leaves out do not count.
   */
  readonly hiddenState: 'last-normed' | 'penultimate';
  /** Whether the projected embedding at the end of the text is taken, too. */
  readonly pooled: boolean;
  /** What fills a row of tokens up: the id that ends texts, or id 0. */
  readonly padding: 'end-of-text' | 'zero';
}
