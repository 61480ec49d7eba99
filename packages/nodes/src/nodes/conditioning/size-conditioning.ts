import { z } from 'zod';
import type { SizeSettings } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

const MAX_PX = 16_384;

const sidePx = z.int().min(1).max(MAX_PX).optional();
const offsetPx = z.int().min(0).max(MAX_PX).default(0);

export const sizeConditioning = defineNode({
  type: 'SizeConditioning',
  version: 1,
  title: 'Size Conditioning',
  category: 'Conditioning',
  summary:
    'Tells SDXL models what picture to have in mind: its original size, how it was cropped, its quality.',
  inputs: { conditioning: port.conditioning('The prompt; a negative prompt may be told other sizes.') },
  outputs: { conditioning: port.conditioning('The prompt with the sizes.') },
  params: z.object({
    originalWidth: sidePx.describe(
      'Pixels before cropping; small ones give blurred pictures. Unset: as made.',
    ),
    originalHeight: sidePx.describe(
      'Pixels before cropping; small ones give blurred pictures. Unset: as made.',
    ),
    cropLeft: offsetPx.describe(
      'Pixels cut off at the left; above 0 moves what is shown out of the picture.',
    ),
    cropTop: offsetPx.describe('Pixels cut off at the top; above 0 moves what is shown out of the picture.'),
    targetWidth: sidePx.describe('Width of the picture in mind. Unset: as made. Not read by the refiner.'),
    targetHeight: sidePx.describe('Height of the picture in mind. Unset: as made. Not read by the refiner.'),
    aestheticScore: z
      .number()
      .min(0)
      .max(10)
      .default(6)
      .describe(
        'How beautiful people would find it; usually 2.5 for a negative prompt. Read by the refiner alone.',
      )
      .meta({ usual: [1, 10], step: 0.5 }),
  }),
  run({ inputs: { conditioning }, params }) {
    const size: SizeSettings = {
      ...(params.originalWidth !== undefined && { originalWidthPx: params.originalWidth }),
      ...(params.originalHeight !== undefined && { originalHeightPx: params.originalHeight }),
      ...{ cropLeftPx: params.cropLeft, cropTopPx: params.cropTop },
      ...(params.targetWidth !== undefined && { targetWidthPx: params.targetWidth }),
      ...(params.targetHeight !== undefined && { targetHeightPx: params.targetHeight }),
      aestheticScore: params.aestheticScore,
    };
    return { conditioning: { ...conditioning, size } };
  },
});
