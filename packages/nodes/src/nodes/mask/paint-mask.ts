import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { NodeServices } from '../../contract/services.ts';
import type { ImageValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { blurPicture } from '../../pixels/blur.ts';
import { createPicture, type Picture, type PictureSize } from '../../pixels/picture.ts';
import { paintToMask } from '../../pixels/pixels-to-mask.ts';
import { assetSchema, loadPixels } from '../image/asset.ts';
import { maskFrom } from './masks.ts';

/** A blurred edge rises from 2 % to 98 % over this many standard deviations. */
const EDGE_SIGMAS = 4;

export const paintMask = defineNode({
  type: 'PaintMask',
  version: 1,
  title: 'Paint Mask',
  category: 'Mask',
  summary: 'Holds a mask painted by hand over a picture.',
  inputs: {
    image: port.image('The picture to paint on; the mask has its size.', { optional: true }),
  },
  outputs: { mask: port.mask('1 where paint is.') },
  params: z.object({
    asset: assetSchema
      .describe('The paint: white on black or on transparent ground; empty masks nothing.')
      .meta({ title: 'Paint', wire: false, widget: 'mask' }),
    feather: z
      .number()
      .min(0)
      .max(256)
      .default(0)
      .describe('Width of soft edges in pixels.')
      .meta({ usual: [0, 64] }),
  }),
  async run({ node, inputs: { image }, params: { asset, feather }, services }) {
    const painted =
      asset === ''
        ? createPicture(requireImage(node, image))
        : paintToMask(await loadPixels(services, asset, `Paint Mask '${node}'`));
    if (image) requirePaintedOn(node, painted, sizeOf(image), services);
    return { mask: await maskFrom(services.ops, blurPicture(painted, feather / EDGE_SIGMAS)) };
  },
});

function sizeOf({ tensor }: ImageValue): PictureSize {
  const [, heightPx, widthPx] = tensor.dims as [number, number, number, number];
  return { batch: 1, heightPx, widthPx, channels: 1 };
}

function requireImage(node: string, image: ImageValue | undefined): PictureSize {
  if (image) return sizeOf(image);
  throw new ProblemError({
    code: 'mask-not-painted',
    message: `Paint Mask '${node}' holds no paint, and no picture tells its size.`,
    remedy: "Paint a mask, or wire a picture to 'image'.",
    node,
    port: 'image',
  });
}

function requirePaintedOn(
  node: string,
  painted: Picture,
  { widthPx, heightPx }: PictureSize,
  { sizeMultiplePx }: Pick<NodeServices, 'sizeMultiplePx'>,
): void {
  if (painted.widthPx === widthPx && painted.heightPx === heightPx) return;
  const size = `${painted.widthPx}×${painted.heightPx}`;
  // Back to a size that the models refuse would lead in a circle.
  const suits = painted.widthPx % sizeMultiplePx === 0 && painted.heightPx % sizeMultiplePx === 0;
  throw new ProblemError({
    code: 'picture-sizes-differ',
    message: `Paint Mask '${node}' was painted at ${size} pixels, but its picture is ${widthPx}×${heightPx}.`,
    remedy: suits
      ? `Paint the mask again, or bring the picture to ${size} with Resize Image.`
      : 'Paint the mask again.',
    node,
    param: 'asset',
  });
}
