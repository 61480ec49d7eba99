import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { blurPicture } from '../../pixels/blur.ts';
import { batchOf, pictureWorkload } from '../workload.ts';
import { maskFrom, readMask } from './masks.ts';

export const blurMask = defineNode({
  type: 'BlurMask',
  version: 1,
  title: 'Blur Mask',
  category: 'Mask',
  summary: 'Softens the edges of a mask, so that new and old run into one another.',
  inputs: { mask: port.mask('The mask to soften.') },
  outputs: { mask: port.mask('The mask with soft edges.') },
  params: z.object({
    sigma: z
      .number()
      .min(0)
      .max(64)
      .default(4)
      .describe('Standard deviation of the Gaussian in pixels; edges are about four times as wide.'),
  }),
  // The result, and what is between the rows and the columns.
  workload({ inputs: { mask } }) {
    if (!mask) return undefined;
    const [, , height, width] = mask.tensor.dims as [number, number, number, number];
    return pictureWorkload({ width, height, batch: batchOf(mask), channels: 1 }, 2);
  },
  run: async ({ inputs: { mask }, params: { sigma }, services: { ops } }) => ({
    mask: await maskFrom(ops, blurPicture(await readMask(ops, mask), sigma)),
  }),
});
