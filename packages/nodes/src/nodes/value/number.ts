import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const numberValue = defineNode({
  type: 'Number',
  version: 1,
  title: 'Number',
  category: 'Values',
  summary: 'A number for several nodes to share.',
  inputs: {},
  outputs: { value: port.number('The value.') },
  params: z.object({ value: z.number().default(0).describe('The number.').meta({ wire: false }) }),
  run: ({ params }) => ({ value: params.value }),
});
