import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { maskFromColor as maskOfColor } from '../../pixels/mask.ts';
import { colorParam, rgbOf } from '../image/color-param.ts';
import { readPicture } from '../image/pictures.ts';
import { maskFrom } from './masks.ts';

const distance = z.number().min(0).max(1);

export const maskFromColor = defineNode({
  type: 'MaskFromColor',
  version: 1,
  title: 'Mask From Color',
  category: 'Mask',
  summary: 'Masks the places of a picture that have a colour.',
  inputs: { image: port.image('The picture to look at.') },
  outputs: { mask: port.mask('1 where the picture has the colour.') },
  params: z.object({
    color: colorParam('#ffffff', 'The colour to look for.'),
    tolerance: distance
      .default(0.1)
      .describe('How far red, green and blue may each lie from it: 0 only the colour itself, 1 any.'),
    softness: distance.default(0).describe('Over what distance beyond the tolerance the mask falls to 0.'),
  }),
  async run({ inputs: { image }, params: { color, tolerance, softness }, services: { ops } }) {
    const mask = maskOfColor(await readPicture(ops, image), rgbOf(color), tolerance, softness);
    return { mask: await maskFrom(ops, mask) };
  },
});
