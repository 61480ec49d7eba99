import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const textValue = defineNode({
  type: 'Text',
  version: 1,
  title: 'Text',
  category: 'Values',
  summary: 'A text for several nodes to share.',
  inputs: {},
  outputs: { value: port.text('The value.') },
  params: z.object({
    value: z.string().max(100_000).default('').describe('The text.').meta({ wire: false, widget: 'prompt' }),
  }),
  run: ({ params }) => ({ value: params.value }),
});
