import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const switchNode = defineNode({
  type: 'Switch',
  version: 1,
  title: 'Switch',
  category: 'Flow',
  summary: 'Takes one of two values; what makes the other does not run.',
  inputs: {
    condition: port.boolean('Which one; from Step Range or Boolean.'),
    whenTrue: port.any('T', 'Taken when the condition holds.', { lazy: true }),
    whenFalse: port.any('T', 'Taken when it does not.', { lazy: true }),
  },
  outputs: { value: port.any('T', 'The value that was taken.') },
  params: z.object({}),
  demandNeeds: ['condition'],
  demand: ({ values }) => [values.condition ? 'whenTrue' : 'whenFalse'],
  run: ({ inputs: { condition, whenTrue, whenFalse } }) => ({ value: condition ? whenTrue : whenFalse }),
});
