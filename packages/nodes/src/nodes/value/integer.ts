import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const integerValue = defineNode({
  type: 'Integer',
  version: 1,
  title: 'Integer',
  category: 'Values',
  summary: 'A whole number for several nodes to share.',
  inputs: {},
  outputs: { value: port.integer('The value.') },
  params: z.object({ value: z.int().default(0).describe('The whole number.').meta({ wire: false }) }),
  run: ({ params }) => ({ value: params.value }),
});
