import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { thresholdMask } from '../../pixels/mask.ts';
import { maskChannels, pixelsToMask } from '../../pixels/pixels-to-mask.ts';
import { assetSchema, checkChosen, loadPixels } from '../image/asset.ts';
import { maskFrom } from './masks.ts';

export const loadMask = defineNode({
  type: 'LoadMask',
  version: 1,
  title: 'Load Mask',
  category: 'Mask',
  summary: 'Reads a mask from a picture file: what is white in it is repainted.',
  inputs: {},
  outputs: { mask: port.mask('1 is repainted.') },
  params: z.object({
    asset: assetSchema.describe('The picture file.').meta({ title: 'Picture', wire: false, widget: 'image' }),
    channel: z
      .enum(maskChannels)
      .default('luminance')
      .describe('What of the picture counts; alpha is 1 where it is transparent.'),
    threshold: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('From this value on the mask is 1 and below it 0; unset keeps soft edges.'),
  }),
  check: checkChosen,
  async run({ node, params: { asset, channel, threshold }, services, warn }) {
    const pixels = await loadPixels(services, asset, `Load Mask '${node}'`);
    if (channel === 'alpha' && pixels.channels === 3) {
      warn({
        code: 'picture-without-alpha',
        message: `Load Mask '${node}' reads the alpha of a picture that has none, so nothing is masked.`,
        remedy: 'Choose another channel, or a picture with transparency.',
        param: 'channel',
      });
    }
    const mask = pixelsToMask(pixels, channel);
    const chosen = threshold === undefined ? mask : thresholdMask(mask, threshold);
    return { mask: await maskFrom(services.ops, chosen) };
  },
});
