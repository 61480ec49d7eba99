import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { namedModelFacts, namedModelParams, namedModelProblems } from './named-model.ts';

export const checkpoint = defineNode({
  type: 'Checkpoint',
  version: 1,
  title: 'Checkpoint',
  category: 'Loading',
  summary: 'Names a model and puts out its parts: text encoder, UNet, VAE and scheduler settings.',
  inputs: {},
  outputs: {
    textEncoder: port.textEncoder('Reads prompts.'),
    unet: port.unet('Predicts the noise in a latent.'),
    vae: port.vae('Turns latents into pictures and back.'),
    schedulerConfig: port.schedulerConfig("The model's own scheduler settings."),
  },
  params: z.object(namedModelParams),
  content: ({ params, services }) => services.models.hash(params.model, params.variant),
  check: (context) => namedModelProblems(context),
  facts: (context) => namedModelFacts(context),
  run: ({ params, services }) => services.models.open(params.model, params.variant),
});
