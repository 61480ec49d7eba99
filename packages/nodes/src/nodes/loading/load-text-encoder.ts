import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { namedModelFacts, namedModelParams, namedModelProblems } from './named-model.ts';

export const loadTextEncoder = defineNode({
  type: 'LoadTextEncoder',
  version: 1,
  title: 'Load Text Encoder',
  category: 'Loading',
  summary: 'Takes the text encoder of a model, which may hold nothing else.',
  inputs: {},
  outputs: {
    textEncoder: port.textEncoder('Reads prompts.'),
  },
  params: z.object(namedModelParams),
  content: ({ params, services }) => services.models.hash(params.model, params.variant, 'textEncoder'),
  check: (context) => namedModelProblems(context, 'textEncoder'),
  facts: (context) => namedModelFacts(context, 'textEncoder'),
  run: ({ params, services }) => services.models.openPart(params.model, params.variant, 'textEncoder'),
});
