import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const reroute = defineNode({
  type: 'Reroute',
  version: 1,
  title: 'Reroute',
  category: 'Flow',
  summary: 'A bend in a wire.',
  inputs: { value: port.any('T', 'Any value.') },
  outputs: { value: port.any('T', 'The same value.') },
  params: z.object({}),
  run: ({ inputs: { value } }) => ({ value }),
});
