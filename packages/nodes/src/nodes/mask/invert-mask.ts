import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { invertMask as invert } from '../../pixels/mask.ts';
import { maskFrom, readMask } from './masks.ts';

export const invertMask = defineNode({
  type: 'InvertMask',
  version: 1,
  title: 'Invert Mask',
  category: 'Mask',
  summary: 'Repaints what was kept, and keeps what was repainted.',
  inputs: { mask: port.mask('The mask to turn round.') },
  outputs: { mask: port.mask('1 where the mask was 0.') },
  params: z.object({}),
  run: async ({ inputs: { mask }, services: { ops } }) => ({
    mask: await maskFrom(ops, invert(await readMask(ops, mask))),
  }),
});
