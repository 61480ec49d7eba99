import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import { CLEAN_LEVEL } from '../../contract/latent-levels.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue, VaeHandle } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { seedSchema, streamFromSeed } from '../../random/seed-value.ts';
import { createStream } from '../../random/stream.ts';
import { planesFromImage } from '../image/planes.ts';
import { scaleAndShift } from './scale-and-shift.ts';

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
    seed: seedSchema.default(0).describe('Same seed, same sample.'),
  }),
  async run({ node, inputs: { vae, image, seed }, params, services: { ops }, warn }) {
    checkSize(node, image, vae);
    const outputs = await ops.evaluate(vae.model, 'vae_encoder', {
      sample: await planesFromImage(ops, image),
    });
    const stream = createStream(seed ?? streamFromSeed(params.seed));
    const { latent_parameters: parameters, latent_sample: drawn } = outputs;
    if (!parameters && params.mode === 'mean') {
      warn({
        code: 'encoder-samples',
        message: `The VAE encoder of model '${vae.model.name}' gives samples, not the mean that '${node}' asks for.`,
        remedy: 'Use a newer export of the model where the mean matters.',
      });
    }
    const draw = async (dims: readonly number[]) => ops.upload(stream.draw(dims), dims);
    const latent = parameters ? await fromParameters(ops, parameters, params.mode, draw) : drawn!;
    const tensor = await scaleAndShift(ops, latent, vae.scalingFactor, -vae.shiftFactor * vae.scalingFactor);
    return { latent: { tensor, level: CLEAN_LEVEL, family: vae.family }, seed: stream.position() };
  },
});

function checkSize(node: string, { tensor }: ImageValue, { family: { factor } }: VaeHandle): void {
  const [, heightPx, widthPx] = tensor.dims as [number, number, number, number];
  if (heightPx % factor === 0 && widthPx % factor === 0) return;
  const nearest = (size: number) => Math.max(factor, Math.round(size / factor) * factor);
  throw new ProblemError({
    code: 'size-not-a-multiple',
    message: `VAE Encode '${node}' gets a picture of ${widthPx}×${heightPx} pixels, but its sides must be multiples of ${factor}.`,
    remedy: `Put Resize Image or Crop Image before it, to ${nearest(widthPx)}×${nearest(heightPx)}.`,
    node,
    port: 'image',
  });
}

/**
 * [batch, 2 · channels, h, w], the mean and the logarithm of the variance, as diffusers'
 * DiagonalGaussianDistribution reads it.
 */
async function fromParameters(
  ops: Backend,
  parameters: Tensor,
  mode: 'mean' | 'sample',
  draw: (dims: readonly number[]) => Promise<Tensor>,
): Promise<Tensor> {
  const channels = parameters.dims[1]! / 2;
  const mean = await ops.slice(parameters, 1, 0, channels);
  if (mode === 'mean') return mean;
  const logVariance = await ops.download(await ops.slice(parameters, 1, channels, 2 * channels));
  const noise = await ops.download(await draw(mean.dims));
  const spread = noise.map(
    (value, i) => value * Math.exp(0.5 * Math.min(Math.max(logVariance[i]!, -30), 20)),
  );
  return ops.combine([
    [1, mean],
    [1, await ops.upload(spread, mean.dims)],
  ]);
}
