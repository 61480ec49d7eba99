import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { gridPicture } from '../../pixels/grid.ts';
import type { Picture } from '../../pixels/picture.ts';
import { colorParam, rgbOf } from './color-param.ts';
import { imageFrom, readPicture } from './pictures.ts';

export const imageGrid = defineNode({
  type: 'ImageGrid',
  version: 1,
  title: 'Image Grid',
  category: 'Image',
  summary: 'Lays pictures out side by side in one picture, for comparing them.',
  inputs: {
    images: port.image('Any number of wires; all pictures of their batches, in order.', { list: true }),
  },
  outputs: { image: port.image('One picture of all.') },
  params: z.object({
    columns: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('Pictures in a row; 0 makes about as many rows as columns.'),
    gap: z.int().min(0).max(256).default(4).describe('Pixels between pictures.'),
    background: colorParam('#000000', 'What shows between pictures and in empty places.'),
  }),
  async run({ inputs: { images }, params, services: { ops } }) {
    const batches: Picture[] = [];
    for (const image of images) batches.push(await readPicture(ops, image));
    const grid = gridPicture(batches, {
      columns: params.columns || squareColumns(batches),
      gapPx: params.gap,
      background: rgbOf(params.background),
    });
    return { image: await imageFrom(ops, grid) };
  },
});

function squareColumns(batches: readonly Picture[]): number {
  return Math.ceil(Math.sqrt(batches.reduce((count, { batch }) => count + batch, 0)));
}
