import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { namedModelFacts, namedModelParams, namedModelProblems } from './named-model.ts';

export const loadUNet = defineNode({
  type: 'LoadUNet',
  version: 1,
  title: 'Load UNet',
  category: 'Loading',
  summary: 'Takes the UNet of a model, which may hold nothing else.',
  inputs: {},
  outputs: {
    unet: port.unet('Predicts the noise in a latent.'),
    schedulerConfig: port.schedulerConfig('How the UNet was trained.'),
  },
  params: z.object(namedModelParams),
  content: ({ params, services }) => services.models.hash(params.model, params.variant, 'unet'),
  check: (context) => namedModelProblems(context, 'unet'),
  facts: (context) => namedModelFacts(context, 'unet'),
  run: ({ params, services }) => services.models.openPart(params.model, params.variant, 'unet'),
});
