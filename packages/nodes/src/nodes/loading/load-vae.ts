import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { namedModelFacts, namedModelParams, namedModelProblems } from './named-model.ts';

export const loadVae = defineNode({
  type: 'LoadVAE',
  version: 1,
  title: 'Load VAE',
  category: 'Loading',
  summary: 'Takes the VAE of a model, which may hold nothing else.',
  inputs: {},
  outputs: {
    vae: port.vae('Turns latents into pictures and back.'),
  },
  params: z.object({
    ...namedModelParams,
    scalingFactor: z
      .number()
      .positive()
      .max(100)
      .optional()
      .describe(
        "What latents are multiplied by: 0.18215 in SD 1 and 2, 0.13025 in SDXL. Unset: the model's own; a VAE alone in a file does not say it, and 0.18215 is taken.",
      )
      .meta({ advanced: true, step: 0.00001 }),
  }),
  content: ({ params, services }) => services.models.hash(params.model, params.variant, 'vae'),
  check: (context) => namedModelProblems(context, 'vae'),
  facts: (context) => namedModelFacts(context, 'vae'),
  async run({ params: { model, variant, scalingFactor }, services }) {
    const { vae } = await services.models.openPart(model, variant, 'vae');
    return { vae: { ...vae, ...(scalingFactor !== undefined && { scalingFactor }) } };
  },
});
