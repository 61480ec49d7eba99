import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { inWindow, windowParams } from './step-window.ts';

export const stepRange = defineNode({
  type: 'StepRange',
  version: 1,
  title: 'Step Range',
  category: 'Denoising',
  summary: 'Says in each step whether the run is in a part of its way; wire it to Switch.',
  inputs: { step: port.step('Where the run is; from Denoise Start.') },
  outputs: { value: port.boolean('True from one part of the run up to another.') },
  params: z.object({
    from: windowParams.from.meta({ advanced: false }),
    to: windowParams.to.meta({ advanced: false }),
  }),
  run: ({ inputs: { step }, params }) => ({ value: inWindow(step, params) }),
});
