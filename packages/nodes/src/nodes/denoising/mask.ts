import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { LatentValue, StepValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { matchTensors } from '../latent/match-tensors.ts';
import { KeptMask } from './kept-mask.ts';

export const maskNode = defineNode({
  type: 'Mask',
  version: 1,
  title: 'Mask',
  category: 'Denoising',
  summary: 'Inpainting: keeps the original outside the mask, noised to the level of the next step.',
  inputs: {
    step: port.step('The step that is being taken; from Denoise Start.'),
    latent: port.latent('The sample after the step; from Scheduler Step.'),
    original: port.latent('The clean latent to keep outside the mask; from VAE Encode.'),
    noise: port.latent('The noise that the run started with; from Noise.'),
    mask: port.mask('1 where the picture is repainted.'),
  },
  outputs: { latent: port.latent('The sample inside the mask, the original outside.') },
  params: z.object({
    resample: z
      .enum(['nearest', 'area'])
      .default('nearest')
      .describe('How the mask comes to latent size: hard as in diffusers, or with soft edges.'),
  }),
  state: ({ services, params }) => new KeptMask(services.ops, params.resample),
  async run({ node, inputs, state, services: { ops } }) {
    const { step, latent, original, noise } = inputs;
    const mask = await state.fittedTo(latent, inputs.mask, node);
    const owner = `Mask '${node}'`;
    const outside = await noisedOriginal(ops, owner, step, original, noise);
    const [kept, sample] = await matchTensors(
      ops,
      owner,
      { ...original, tensor: outside, what: "the latent at 'original'" },
      { ...latent, what: "the latent at 'latent'" },
    );
    return { latent: { ...latent, tensor: await ops.blend(kept, sample, mask) } };
  },
});

/** After the last step the original goes in as it is. */
async function noisedOriginal(
  ops: Backend,
  owner: string,
  { next }: StepValue,
  original: LatentValue,
  noise: LatentValue,
): Promise<Tensor> {
  if (!next) return original.tensor;
  const [clean, unit] = await matchTensors(
    ops,
    owner,
    { ...original, what: "the latent at 'original'" },
    { ...noise, what: "the latent at 'noise'" },
  );
  return ops.combine([
    [next.alpha, clean],
    [next.sigma, unit],
  ]);
}
