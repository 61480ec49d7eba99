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
  params: z.object(namedModelParams),
  content: ({ params, services }) => services.models.hash(params.model, params.variant, 'vae'),
  check: (context) => namedModelProblems(context, 'vae'),
  facts: (context) => namedModelFacts(context, 'vae'),
  run: ({ params, services }) => services.models.openPart(params.model, params.variant, 'vae'),
});
