import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { decodeLatent } from './decode-latent.ts';
import { tilingParams } from './tiling.ts';

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
  run: async ({ inputs: { vae, latent }, params, services: { ops }, signal }) => ({
    image: await decodeLatent(ops, vae, latent.tensor, params, signal),
  }),
});
