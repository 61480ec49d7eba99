import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { resizeFilters, resizeFits, resizePicture } from '../../pixels/resize.ts';
import { batchOf, pictureWorkload } from '../workload.ts';
import { colorParam, rgbOf } from './color-param.ts';
import { imageFrom, readPicture } from './pictures.ts';
import { sidePx } from './side-param.ts';

export const resizeImage = defineNode({
  type: 'ResizeImage',
  version: 1,
  title: 'Resize Image',
  category: 'Image',
  summary: 'Brings pictures to another size.',
  inputs: { image: port.image('The pictures to resize.') },
  outputs: { image: port.image('The pictures at their new size.') },
  params: z.object({
    width: sidePx.describe('New width in pixels.'),
    height: sidePx.describe('New height in pixels.'),
    fit: z
      .enum(resizeFits)
      .default('stretch')
      .describe('Stretch to the size, cover it and cut off the rest, or contain the whole picture in it.'),
    filter: z.enum(resizeFilters).default('lanczos3').describe('How new pixels are made of old ones.'),
    padColor: colorParam('#000000', 'What fills the rest when the whole picture is contained.'),
  }),
  // The result, and what is between the rows and the columns.
  workload: ({ params, inputs }) =>
    pictureWorkload({ ...params, batch: batchOf(inputs.image), channels: 3 }, 2),
  async run({ inputs: { image }, params, services: { ops } }) {
    const { width: widthPx, height: heightPx, fit, filter } = params;
    const padColor = rgbOf(params.padColor);
    const picture = await readPicture(ops, image);
    const resized = resizePicture(picture, { widthPx, heightPx, fit, filter, padColor });
    return { image: await imageFrom(ops, resized) };
  },
});
