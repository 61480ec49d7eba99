import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { NodeServices } from '../../contract/services.ts';
import type { LatentValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { MAX_SIDE_PX, sidePx } from '../image/side-param.ts';
import { batchOf, latentWorkload } from '../workload.ts';
import { fittingSize, sizeText } from './fitting-size.ts';

const params = z.object({
  by: z.enum(['factor', 'size']).default('factor').describe('Times a factor, or to a size in pixels.'),
  factor: z
    .number()
    .min(0.0625)
    .max(16)
    .default(2)
    .describe('How many times as wide and as high.')
    .meta({ usual: [0.25, 4], step: 0.25 }),
  width: sidePx.describe('Width of the picture in pixels, when resizing to a size.'),
  height: sidePx.describe('Height of the picture in pixels, when resizing to a size.'),
  filter: z
    .enum(['nearest', 'bilinear'])
    .default('bilinear')
    .describe('Nearest repeats cells, bilinear blends them.'),
});

export const resizeLatent = defineNode({
  type: 'ResizeLatent',
  version: 1,
  title: 'Resize Latent',
  category: 'Latent',
  summary: 'Makes a latent larger or smaller, for instance to go on painting at a larger size.',
  inputs: { latent: port.latent('A clean latent: from VAE Encode, or a Denoise End that ran to the end.') },
  outputs: { latent: port.latent('The same picture in another size; Add Noise makes it ready to go on.') },
  params,
  workload({ params, inputs: { latent } }) {
    if (!latent) return undefined;
    const [, , rows, columns] = latent.tensor.dims as [number, number, number, number];
    const scale = params.factor * latent.family.factor;
    const size = params.by === 'size' ? params : { width: columns * scale, height: rows * scale };
    return latentWorkload({ ...size, batch: batchOf(latent) }, latent.family, 1);
  },
  async run({ node, inputs: { latent }, params, services, warn }) {
    if (latent.level.kind === 'noise') throw pureNoise(node);
    if (latent.level.kind === 'noised') {
      warn({
        code: 'noised-latent-resized',
        message: `Resize Latent '${node}' gets a latent that still holds noise: resized noise is no longer what the model knows as noise.`,
        remedy: 'Run the loop before it to its end, and put Add Noise behind it.',
        port: 'latent',
      });
    }
    const { height, width } = targetCells(node, latent, params, services);
    const tensor = await services.ops.resize(latent.tensor, height, width, params.filter);
    return { latent: { ...latent, tensor } };
  },
});

function pureNoise(node: string): ProblemError {
  return new ProblemError({
    code: 'noise-resized',
    message: `Resize Latent '${node}' gets pure noise, which resizing would spoil: neighbours would no longer be independent.`,
    remedy: 'Set the size in Noise.',
    node,
    port: 'latent',
  });
}

/** @throws ProblemError `size-not-a-multiple`, `latent-too-large` */
function targetCells(
  node: string,
  { tensor, family: { factor: pixels } }: LatentValue,
  { by, factor, width: widthPx, height: heightPx }: z.infer<typeof params>,
  services: Pick<NodeServices, 'sizeMultiplePx'>,
): { readonly height: number; readonly width: number } {
  if (by === 'size') {
    if (widthPx % pixels === 0 && heightPx % pixels === 0) {
      return { height: heightPx / pixels, width: widthPx / pixels };
    }
    throw new ProblemError({
      code: 'size-not-a-multiple',
      message: `Resize Latent '${node}' is set to ${widthPx}×${heightPx}, but sizes of this latent must be multiples of ${pixels}.`,
      remedy: `Use ${sizeText(fittingSize({ widthPx, heightPx }, pixels, services))}.`,
      node,
      param: widthPx % pixels === 0 ? 'height' : 'width',
    });
  }
  const [height, width] = tensor.dims.slice(2).map((cells) => Math.max(1, Math.round(cells * factor)));
  if (Math.max(height!, width!) * pixels <= MAX_SIDE_PX) return { height: height!, width: width! };
  throw new ProblemError({
    code: 'latent-too-large',
    message: `Resize Latent '${node}' would make a picture of ${width! * pixels}×${height! * pixels} pixels.`,
    remedy: `Choose a smaller factor: sides go up to ${MAX_SIDE_PX}.`,
    node,
    param: 'factor',
  });
}
