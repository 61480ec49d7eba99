import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { batchOf, pictureWorkload } from '../workload.ts';
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
  // What the model gives, and the same with the channels last.
  workload({ inputs: { vae, latent } }) {
    if (!vae || !latent) return undefined;
    const [, , rows, columns] = latent.tensor.dims as [number, number, number, number];
    const { factor } = vae.family;
    const size = { width: columns * factor, height: rows * factor, batch: batchOf(latent), channels: 3 };
    return pictureWorkload(size, 2);
  },
  run: async ({ inputs: { vae, latent }, params, services: { ops }, signal }) => ({
    image: await decodeLatent(ops, vae, latent.tensor, params, signal),
  }),
});
