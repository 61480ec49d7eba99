import { z } from 'zod';
import { CLEAN_LEVEL } from '../../contract/latent-levels.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { seedSchema, streamFromSeed } from '../../random/seed-value.ts';
import { createStream } from '../../random/stream.ts';
import { encodePicture, meanLatent, sampledLatent } from './encode-picture.ts';
import { checkPictureSize } from './picture-size.ts';
import { tilingParams } from './tiling.ts';

export const vaeEncode = defineNode({
  type: 'VAEEncode',
  version: 1,
  title: 'VAE Encode',
  category: 'Latent',
  summary: 'Turns a picture into the latent that stands for it.',
  inputs: {
    vae: port.vae('Turns pictures into latents; from Checkpoint.'),
    image: port.image('The picture.'),
    seed: port.seed('For sampling: where in which stream of random numbers to draw.', { optional: true }),
  },
  outputs: {
    latent: port.latent('The clean latent of the picture.'),
    seed: port.seed('The stream behind what was drawn here.'),
  },
  params: z.object({
    mode: z
      .enum(['mean', 'sample'])
      .default('mean')
      .describe('The mean of what the encoder gives, or one sample of it.'),
    seed: seedSchema
      .default(0)
      .describe('Same seed, same sample.')
      .meta({ advanced: true, usedWith: { mode: 'sample' } }),
    ...tilingParams,
  }),
  async run({ node, inputs: { vae, image, seed }, params, services, signal, warn }) {
    const [, heightPx, widthPx] = image.tensor.dims as [number, number, number, number];
    checkPictureSize({ label: 'VAE Encode', node }, { heightPx, widthPx }, vae, services);
    const { ops } = services;
    const encoded = await encodePicture(ops, vae, image, params, signal);
    const stream = createStream(seed ?? streamFromSeed(params.seed));
    if (encoded.kind === 'sample' && params.mode === 'mean') {
      warn({
        code: 'encoder-samples',
        message: `The VAE encoder of model '${vae.model.name}' gives samples, not the mean that '${node}' asks for.`,
        remedy: 'Use a newer export of the model where the mean matters.',
      });
    }
    const tensor =
      params.mode === 'mean'
        ? await meanLatent(ops, vae, encoded)
        : await sampledLatent(ops, vae, encoded, (dims) => stream.draw(dims));
    return { latent: { tensor, level: CLEAN_LEVEL, family: vae.family }, seed: stream.position() };
  },
});
