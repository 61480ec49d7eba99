import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { zeroConditioning as zeros } from './zero-conditioning-value.ts';

export const zeroConditioning = defineNode({
  type: 'ZeroConditioning',
  version: 1,
  title: 'Zero Conditioning',
  category: 'Conditioning',
  summary: 'Says nothing: zeros of the sizes of a prompt, which some models were taught as "no prompt".',
  inputs: { conditioning: port.conditioning('Whose sizes to take; its size settings are kept.') },
  outputs: { conditioning: port.conditioning('Zeros.') },
  params: z.object({}),
  run: async ({ inputs, services }) => ({
    conditioning: await zeros(services.ops, inputs.conditioning),
  }),
});
