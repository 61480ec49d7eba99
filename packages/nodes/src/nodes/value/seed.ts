import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { seedSchema, streamFromSeed } from '../../random/seed-value.ts';

export const seedNode = defineNode({
  type: 'Seed',
  version: 1,
  title: 'Seed',
  category: 'Values',
  summary: 'Starts a stream of random numbers, for one or several nodes.',
  inputs: {},
  outputs: { value: port.seed('The start of the stream.') },
  params: z.object({
    value: seedSchema.default(0).describe('Same seed, same picture.').meta({ wire: false, widget: 'seed' }),
    policy: z
      .enum(['fixed', 'random', 'increment'])
      .default('fixed')
      .describe('What happens to the value before each run; the value used is kept with the result.')
      .meta({ decidesResult: false }),
  }),
  run: ({ params }) => ({ value: streamFromSeed(params.value) }),
});
