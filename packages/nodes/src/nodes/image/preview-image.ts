import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { latentPreview } from './latent-preview.ts';
import { imagePixels } from './pictures.ts';

export const previewImage = defineNode({
  type: 'PreviewImage',
  version: 1,
  title: 'Preview Image',
  category: 'Image',
  summary: 'Shows a picture or a latent without keeping it; inside a zone, in every step.',
  effect: true,
  inputs: {
    image: port.image('A picture to show.', { optional: true }),
    latent: port.latent('A latent to show, roughly coloured.', { optional: true }),
  },
  outputs: {},
  params: z.object({}),
  async run({ node, inputs: { image, latent }, step, services: { ops, outputs } }) {
    if (!image && !latent) {
      throw new ProblemError({
        code: 'nothing-to-show',
        message: `Preview Image '${node}' has no wire at 'image' or 'latent'.`,
        remedy: 'Wire a picture or a latent to it, or remove it.',
        node,
      });
    }
    if (!outputs.wantsPreviews) return {};
    const pictures = image ? await imagePixels(ops, image) : await latentPreview(ops, latent!);
    for (const pixels of pictures) {
      await outputs.preview({ node, pixels, ...(step ? { step: step.index + 1 } : {}) });
    }
    return {};
  },
});
