import { z } from 'zod';
import type { Tensor } from '../../contract/tensor.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { imageFromPlanes } from '../image/planes.ts';
import { scaleAndShift } from './scale-and-shift.ts';
import { evaluateInTiles, tilingParams } from './tiling.ts';

export const vaeDecode = defineNode({
  type: 'VAEDecode',
  version: 1,
  title: 'VAE Decode',
  category: 'Latent',
  summary: 'Paints the picture that a latent stands for.',
  inputs: {
    vae: port.vae('Turns latents into pictures; from Checkpoint.'),
    latent: port.latent('A clean sample; from Denoise End.'),
  },
  outputs: { image: port.image('The picture.') },
  params: z.object(tilingParams),
  async run({ inputs: { vae, latent }, params, services: { ops } }) {
    const unscaled = await scaleAndShift(ops, latent.tensor, 1 / vae.scalingFactor, vae.shiftFactor);
    const decode = async (tile: Tensor) => {
      const { sample } = await ops.evaluate(vae.model, 'vae_decoder', { latent_sample: tile });
      return sample!;
    };
    const planes = await evaluateInTiles(ops, unscaled, params, vae.family.factor, decode);
    return { image: await imageFromPlanes(ops, planes) };
  },
});
