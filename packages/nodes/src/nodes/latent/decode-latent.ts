import { type CancelSignal, throwIfCancelled } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue, VaeHandle } from '../../contract/values.ts';
import { imageFromPlanes } from '../image/planes.ts';
import { checkFixedSize } from './fixed-size.ts';
import { scaleAndShift } from './scale-and-shift.ts';
import { evaluateInTiles, type TilingParams } from './tiling.ts';

/**
 * The picture that a clean latent stands for: the decoder of latent / scaling_factor + shift_factor, from −1…1.
 *
 * @param latent [batch, channels, height / factor, width / factor]
 * @returns [batch, height, width, 3]
 * @throws Cancelled between two tiles
 */
export async function decodeLatent(
  ops: Backend,
  vae: VaeHandle,
  latent: Tensor,
  tiling: TilingParams,
  signal: CancelSignal,
): Promise<ImageValue> {
  const unscaled = await scaleAndShift(ops, latent, 1 / vae.scalingFactor, vae.shiftFactor);
  const decode = async (tile: Tensor) => {
    throwIfCancelled(signal);
    const [heightPx, widthPx] = tile.dims.slice(2).map((cells) => cells * vae.family.factor) as [
      number,
      number,
    ];
    checkFixedSize('What the VAE is to decode', vae.model, { widthPx, heightPx }, vae.fixedSizes?.decoder);
    const { sample } = await ops.evaluate(vae.model, 'vae_decoder', { latent_sample: tile });
    return sample!;
  };
  const planes = await evaluateInTiles(ops, unscaled, tiling, vae.family.factor, decode);
  return imageFromPlanes(ops, planes);
}
