import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import {
  ellipseMask,
  gradientMask,
  type MaskCanvas,
  rectangleMask,
  type ShapeBox,
} from '../../pixels/mask-shapes.ts';
import type { Picture } from '../../pixels/picture.ts';
import { sidePx } from '../image/side-param.ts';
import { pictureWorkload } from '../workload.ts';
import { maskFrom } from './masks.ts';

const fraction = z.number().min(0).max(1);
const extent = z.number().min(0.001).max(1).default(0.5);

export const maskShape = defineNode({
  type: 'MaskShape',
  version: 1,
  title: 'Mask Shape',
  category: 'Mask',
  summary: 'Draws a rectangle, an ellipse or a linear gradient as a mask.',
  inputs: {},
  outputs: { mask: port.mask('1 inside the shape.') },
  params: z.object({
    shape: z.enum(['rectangle', 'ellipse', 'gradient']).default('rectangle').describe('What to draw.'),
    width: sidePx.describe('Width of the mask in pixels.'),
    height: sidePx.describe('Height of the mask in pixels.'),
    left: fraction.default(0.25).describe('Where the shape begins, as a fraction of the width.'),
    top: fraction.default(0.25).describe('Where the shape begins, as a fraction of the height.'),
    shapeWidth: extent.describe('How wide the shape is, as a fraction of the width.'),
    shapeHeight: extent.describe('How high the shape is, as a fraction of the height.'),
    feather: z
      .number()
      .min(0)
      .max(2048)
      .default(0)
      .describe('Width in pixels of the soft edge of rectangles and ellipses, half of it inside.')
      .meta({ usual: [0, 64] }),
    angle: z
      .number()
      .min(-360)
      .max(360)
      .default(0)
      .describe('Where gradients rise to, in degrees clockwise: 0 to the right, 90 down.')
      .meta({ usual: [-180, 180] }),
  }),
  workload: ({ params }) => pictureWorkload({ ...params, batch: 1, channels: 1 }, 1),
  async run({ params, services: { ops } }) {
    const canvas = { widthPx: params.width, heightPx: params.height };
    const box = {
      leftPx: params.left * params.width,
      topPx: params.top * params.height,
      widthPx: params.shapeWidth * params.width,
      heightPx: params.shapeHeight * params.height,
    };
    return { mask: await maskFrom(ops, draw[params.shape](canvas, box, params)) };
  },
});

type Draw = (
  canvas: MaskCanvas,
  box: ShapeBox,
  params: { readonly feather: number; readonly angle: number },
) => Picture;

const draw: Readonly<Record<'rectangle' | 'ellipse' | 'gradient', Draw>> = {
  rectangle: (canvas, box, { feather }) => rectangleMask(canvas, box, feather),
  ellipse: (canvas, box, { feather }) => ellipseMask(canvas, box, feather),
  gradient: (canvas, box, { angle }) => gradientAcross(canvas, box, (angle * Math.PI) / 180),
};

/** Rises along an angle from one corner of the box to the opposite one: the gradient line of CSS. */
function gradientAcross(canvas: MaskCanvas, box: ShapeBox, radians: number): Picture {
  const { leftPx, topPx, widthPx, heightPx } = box;
  const [dx, dy] = [Math.cos(radians), Math.sin(radians)];
  const half = (Math.abs(widthPx * dx) + Math.abs(heightPx * dy)) / 2;
  const [x, y] = [leftPx + widthPx / 2, topPx + heightPx / 2];
  return gradientMask(canvas, [x - dx * half, y - dy * half], [x + dx * half, y + dy * half]);
}
