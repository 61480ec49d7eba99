import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { blendPictures } from '../../pixels/composite.ts';
import { readMask } from '../mask/masks.ts';
import { imageFrom, readPicture } from './pictures.ts';

export const blendImages = defineNode({
  type: 'BlendImages',
  version: 1,
  title: 'Blend Images',
  category: 'Image',
  summary: 'Lays one picture over another, evenly or through a mask.',
  inputs: {
    a: port.image('The picture below.'),
    b: port.image('The picture above, of the same size.'),
    mask: port.mask('Where b shows: 0 keeps a. Without it b shows everywhere.', { optional: true }),
  },
  outputs: { image: port.image('Both in one.') },
  params: z.object({
    amount: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('How much b shows, where the mask lets it: 0 is a alone, 1 is b alone.'),
  }),
  async run({ inputs: { a, b, mask }, params: { amount }, services: { ops } }) {
    const [below, above] = [await readPicture(ops, a), await readPicture(ops, b)];
    const blended = mask
      ? blendPictures(below, above, amount, await readMask(ops, mask))
      : blendPictures(below, above, amount);
    return { image: await imageFrom(ops, blended) };
  },
});
