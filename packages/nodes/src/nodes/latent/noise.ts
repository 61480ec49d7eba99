import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { NodeServices } from '../../contract/services.ts';
import type { LatentFamily, UNetHandle } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { generatorNames } from '../../random/generators.ts';
import { DEFAULT_GENERATOR, seedSchema, streamFromSeed } from '../../random/seed-value.ts';
import { createStream } from '../../random/stream.ts';
import { latentWorkload } from '../workload.ts';
import { fittingSize, sizeText } from './fitting-size.ts';
import { checkFixedSize } from './fixed-size.ts';

/** What latents look like when no UNet says otherwise: Stable Diffusion 1, 2 and XL. */
const COMMON_FAMILY: LatentFamily = { channels: 4, factor: 8, latentRgb: null };

const sizePx = z
  .int()
  .min(8)
  .max(8192)
  .default(128)
  .meta({ usual: [64, 1024], step: 16 });

export const noise = defineNode({
  type: 'Noise',
  version: 1,
  title: 'Noise',
  category: 'Latent',
  summary: 'Draws the unit Gaussian noise that a picture is made from.',
  inputs: {
    unet: port.unet('Gives channels and scale; without it 4 channels at 1/8 size.', { optional: true }),
    seed: port.seed('Where in which stream of random numbers to draw.', { optional: true }),
  },
  outputs: {
    latent: port.latent('Noise of the size of the picture to make.'),
    seed: port.seed('The stream behind what was drawn here.'),
  },
  params: z.object({
    width: sizePx.describe('Width of the picture in pixels.'),
    height: sizePx.describe('Height of the picture in pixels.'),
    batch: z
      .int()
      .min(1)
      .max(64)
      .default(1)
      .describe(
        'How many pictures at once. Whether each stays the same in a batch of another size, batch seeds decide.',
      )
      .meta({ usual: [1, 16] }),
    batchSeeds: z
      .enum(['shared', 'increment'])
      .default('shared')
      .describe(
        'One stream of random numbers for the whole batch, as diffusers has it, or one for each picture.',
      )
      .meta({
        labels: { shared: 'Shared, as in diffusers', increment: 'One for each picture' },
        hints: {
          shared:
            'With schedulers that draw noise in their steps (ancestral, DDPM, LCM, TCD, SDE), every picture changes with the size of the batch.',
          increment: 'Picture i has the seed + i, and is the same in a batch of any size.',
        },
        advanced: true,
      }),
    seed: seedSchema.default(0).describe('Same seed, same noise.'),
    generator: z
      .enum(generatorNames as [string, ...string[]])
      .default(DEFAULT_GENERATOR)
      .describe('Whose random numbers to draw: Torch CPU gives those of PyTorch on a CPU.')
      .meta({ advanced: true }),
  }),
  // The default stays what diffusers does; people expect a picture not to change with its neighbours.
  initialParams: { batchSeeds: 'increment' },
  facts: () => ({ latent: { channels: COMMON_FAMILY.channels, factor: COMMON_FAMILY.factor } }),
  // Drawn once, and taken over as it is.
  workload: ({ params, inputs }) => latentWorkload(params, inputs.unet?.family ?? COMMON_FAMILY, 1),
  async run({ node, inputs, params, services }) {
    const family = inputs.unet?.family ?? COMMON_FAMILY;
    checkSize(node, params, family.factor * (inputs.unet?.sizeMultiple ?? 1), inputs.unet, services);
    const { width, height, batch, batchSeeds, generator } = params;
    if (inputs.unet) {
      const size = { widthPx: width, heightPx: height };
      checkFixedSize(`Noise '${node}'`, inputs.unet.model, size, inputs.unet.fixedSize, {
        node,
        param: 'width',
      });
    }
    const wired = inputs.seed;
    const start = wired?.draws.length
      ? wired
      : { ...(wired ?? streamFromSeed(params.seed)), generator, batchSeeds };
    const stream = createStream(start);
    const dims = [batch, family.channels, height / family.factor, width / family.factor];
    const tensor = await services.ops.upload(stream.draw(dims), dims);
    return { latent: { tensor, level: NOISE_LEVEL, family }, seed: stream.position() };
  },
});

function checkSize(
  node: string,
  { width, height }: { readonly width: number; readonly height: number },
  multiple: number,
  unet: UNetHandle | undefined,
  services: Pick<NodeServices, 'sizeMultiplePx'>,
): void {
  if (width % multiple === 0 && height % multiple === 0) return;
  const whose = unet ? `model '${unet.model.name}'` : 'latents of factor 8';
  throw new ProblemError({
    code: 'size-not-a-multiple',
    message: `Noise '${node}' is ${width}×${height}, but sizes for ${whose} must be multiples of ${multiple}.`,
    remedy: `Use ${sizeText(fittingSize({ widthPx: width, heightPx: height }, multiple, services))}.`,
    node,
    param: width % multiple === 0 ? 'height' : 'width',
  });
}
