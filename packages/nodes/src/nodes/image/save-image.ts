import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { WORD_CHARACTERS } from '../../definition/file-name.ts';
import { port } from '../../definition/port.ts';
import { imagePixels } from './pictures.ts';

const PREFIX = new RegExp(String.raw`^[\p{L}\p{N}][${WORD_CHARACTERS} _-]{0,63}$`, 'u');

export const saveImage = defineNode({
  type: 'SaveImage',
  version: 1,
  title: 'Save Image',
  category: 'Image',
  summary: 'Keeps the pictures of a batch as files, with the workflow inside.',
  effect: true,
  inputs: { image: port.image('The pictures to keep.') },
  outputs: {},
  params: z.object({
    prefix: z
      .string()
      .regex(PREFIX, 'A prefix has 1 to 64 letters, digits, spaces, "-" or "_".')
      .default('latentgraph')
      .describe('What file names begin with; a number follows.'),
    format: z.enum(['png', 'webp', 'jpeg']).default('png').describe('Only PNG files hold the workflow.'),
    quality: z.int().min(1).max(100).default(90).describe('For WebP and JPEG.').meta({ advanced: true }),
    embedWorkflow: z
      .boolean()
      .default(true)
      .describe('Write workflow, seeds and model names into PNG files.')
      .meta({ advanced: true }),
  }),
  async run({ node, inputs: { image }, params, services: { ops, outputs } }) {
    const { prefix, format, quality, embedWorkflow } = params;
    const pictures = await imagePixels(ops, image);
    for (const [index, pixels] of pictures.entries()) {
      await outputs.save({ node, port: 'image', index, prefix, pixels, format, quality, embedWorkflow });
    }
    return {};
  },
});
