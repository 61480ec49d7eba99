import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { VaeHandle } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { imageFromPlanes } from '../image/planes.ts';

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
  params: z.object({}),
  async run({ inputs: { vae, latent }, services: { ops } }) {
    const unscaled = await unscale(ops, vae, latent.tensor);
    const { sample } = await ops.evaluate(vae.model, 'vae_decoder', { latent_sample: unscaled });
    return { image: await imageFromPlanes(ops, sample!) };
  },
});

/** latent / scaling_factor + shift_factor, as the decoder takes it. */
async function unscale(
  ops: Backend,
  { scalingFactor, shiftFactor, family }: VaeHandle,
  latent: Tensor,
): Promise<Tensor> {
  if (shiftFactor === 0) return ops.combine([[1 / scalingFactor, latent]]);
  const channels = Array.from({ length: family.channels }, (_, channel) => channel);
  const matrix = channels.map((row) => channels.map((column) => (row === column ? 1 / scalingFactor : 0)));
  return ops.mixChannels(
    latent,
    matrix,
    channels.map(() => shiftFactor),
  );
}
