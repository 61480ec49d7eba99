import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { combineMasks as combine, maskCombinations } from '../../pixels/mask.ts';
import { maskFrom, readMask } from './masks.ts';

export const combineMasks = defineNode({
  type: 'CombineMasks',
  version: 1,
  title: 'Combine Masks',
  category: 'Mask',
  summary: 'Makes one mask of two.',
  inputs: {
    a: port.mask('One mask.'),
    b: port.mask('The other, of the same size.'),
  },
  outputs: { mask: port.mask('Both in one.') },
  params: z.object({
    operation: z
      .enum(maskCombinations)
      .default('union')
      .describe('union: in a or b; intersect: in both; subtract: in a, not in b; difference: in one only.'),
  }),
  run: async ({ inputs: { a, b }, params: { operation }, services: { ops } }) => ({
    mask: await maskFrom(ops, combine(await readMask(ops, a), await readMask(ops, b), operation)),
  }),
});
