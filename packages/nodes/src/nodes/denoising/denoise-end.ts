import { z } from 'zod';
import type { LatentValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { latentPreview } from '../image/latent-preview.ts';
import { carriedPorts, zoneSchema } from './carried.ts';

export const denoiseEnd = defineNode({
  type: 'DenoiseEnd',
  version: 1,
  title: 'Denoise End',
  category: 'Denoising',
  summary:
    'Closes the denoising loop: takes the next latent, and gives the last one when all steps are done.',
  zone: 'end',
  inputs: (_: unknown, zoneStart: unknown) => ({
    latent: port.latent('The sample for the next step.'),
    preview: port.latent('What to show of each step; usually Scheduler Step.denoised.', { optional: true }),
    ...carriedPorts(zoneStart),
  }),
  outputs: (_: unknown, zoneStart: unknown) => ({
    latent: port.latent('The sample after the last step.'),
    ...carriedPorts(zoneStart),
  }),
  params: z.object({
    zone: zoneSchema,
    previewEvery: z
      .int()
      .min(0)
      .max(1000)
      .default(1)
      .describe('Show every n-th step; 0 shows none.')
      .meta({ wire: false }),
  }),
  async run({ node, inputs, params, step, services }) {
    const { preview, ...carried } = inputs as { preview?: LatentValue; latent: LatentValue };
    if (
      preview &&
      step &&
      services.outputs.wantsPreviews &&
      isShown(step.index, step.count, params.previewEvery)
    ) {
      const [pixels] = await latentPreview(services.ops, preview);
      if (pixels) await services.outputs.preview({ node, zone: params.zone, step: step.index + 1, pixels });
    }
    return carried;
  },
});

function isShown(index: number, count: number, every: number): boolean {
  return every > 0 && ((index + 1) % every === 0 || index + 1 === count);
}
