import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { cropPicture } from '../../pixels/crop.ts';
import { imageFrom, readPicture } from './pictures.ts';
import { MAX_SIDE_PX, sidePx } from './side-param.ts';

const offsetPx = z.int().min(0).max(MAX_SIDE_PX).default(0);

export const cropImage = defineNode({
  type: 'CropImage',
  version: 1,
  title: 'Crop Image',
  category: 'Image',
  summary: 'Cuts the same rectangle out of every picture of a batch.',
  inputs: { image: port.image('The pictures to cut from.') },
  outputs: { image: port.image('What was cut out.') },
  params: z.object({
    left: offsetPx.describe('Pixels to leave out on the left.'),
    top: offsetPx.describe('Pixels to leave out at the top.'),
    width: sidePx.describe('Width of the rectangle in pixels.'),
    height: sidePx.describe('Height of the rectangle in pixels.'),
  }),
  async run({ inputs: { image }, params, services: { ops } }) {
    const { left: leftPx, top: topPx, width: widthPx, height: heightPx } = params;
    const cropped = cropPicture(await readPicture(ops, image), { leftPx, topPx, widthPx, heightPx });
    return { image: await imageFrom(ops, cropped) };
  },
});
