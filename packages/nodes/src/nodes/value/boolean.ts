import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const booleanValue = defineNode({
  type: 'Boolean',
  version: 1,
  title: 'Boolean',
  category: 'Values',
  summary: 'Yes or no, for several nodes to share.',
  inputs: {},
  outputs: { value: port.boolean('The value.') },
  params: z.object({ value: z.boolean().default(false).describe('Yes or no.').meta({ wire: false }) }),
  run: ({ params }) => ({ value: params.value }),
});
