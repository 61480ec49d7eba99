import type { CancelSignal, StepPosition } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { Pixels } from '../../contract/services.ts';
import type { LatentValue, VaeHandle } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { latentPreview } from '../image/latent-preview.ts';
import { imagePixels } from '../image/pictures.ts';
import { decodeLatent } from '../latent/decode-latent.ts';
import { tilingParams } from '../latent/tiling.ts';
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
    vae: port.vae('Shows what the picture of each step would be: sharper than without, and slower.', {
      optional: true,
    }),
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
      .meta({ wire: false, decidesResult: false, usual: [0, 10], advanced: true }),
  }),
  async run({ node, inputs, params, step, services, signal }) {
    const { preview, vae, ...carried } = inputs as unknown as Inputs;
    const wanted = preview && step && services.outputs.wantsPreviews && isShown(step, params.previewEvery);
    if (wanted) {
      const pixels = await previewPixels(services.ops, preview, vae, signal);
      if (pixels) await services.outputs.preview({ node, zone: params.zone, step: step.index + 1, pixels });
    }
    return carried;
  },
});

interface Inputs {
  readonly latent: LatentValue;
  readonly preview?: LatentValue;
  readonly vae?: VaeHandle;
}

function isShown({ index, count }: StepPosition, every: number): boolean {
  return every > 0 && ((index + 1) % every === 0 || index + 1 === count);
}

/** The first picture of a batch; nothing where there is neither a VAE nor a latent→RGB map. */
async function previewPixels(
  ops: Backend,
  preview: LatentValue,
  vae: VaeHandle | undefined,
  signal: CancelSignal,
): Promise<Pixels | undefined> {
  const first = preview.tensor.dims[0] === 1 ? preview.tensor : await ops.slice(preview.tensor, 0, 0, 1);
  if (!vae) return (await latentPreview(ops, { ...preview, tensor: first }))[0];
  const image = await decodeLatent(ops, vae, first, z.object(tilingParams).parse({}), signal);
  return (await imagePixels(ops, image))[0];
}
