import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { pixelsToPicture } from '../../pixels/bytes.ts';
import { maskFrom } from '../mask/masks.ts';
import { assetSchema, checkChosen, loadPixels } from './asset.ts';
import { imageFrom } from './pictures.ts';

export const loadImage = defineNode({
  type: 'LoadImage',
  version: 1,
  title: 'Load Image',
  category: 'Image',
  summary: 'Opens a picture file, and makes a mask of what is transparent in it.',
  inputs: {},
  outputs: {
    image: port.image('The picture.'),
    mask: port.mask('1 where the picture is transparent; all 0 for pictures without transparency.'),
  },
  params: z.object({
    asset: assetSchema.describe('The picture file.').meta({ title: 'Picture', wire: false, widget: 'image' }),
  }),
  check: checkChosen,
  async run({ node, params, services }) {
    const { ops } = services;
    const { image, mask } = pixelsToPicture(await loadPixels(services, params.asset, `Load Image '${node}'`));
    return { image: await imageFrom(ops, image), mask: await maskFrom(ops, mask) };
  },
});
