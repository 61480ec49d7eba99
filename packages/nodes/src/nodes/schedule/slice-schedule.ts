import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { sliceSchedule } from '../../schedulers/slice-schedule.ts';

export const sliceScheduleNode = defineNode({
  type: 'SliceSchedule',
  version: 1,
  title: 'Slice Schedule',
  category: 'Schedule',
  summary: 'Cuts a range out of a schedule, so that several loops can share one way from noise to picture.',
  inputs: { schedule: port.schedule('The schedule to cut.') },
  outputs: { schedule: port.schedule('The entries in the range.') },
  params: z.object({
    from: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .describe('The first entry to run, counted from 0. Heun and KDPM2 have two entries a step.'),
    to: z.int().min(1).max(100_000).optional().describe('The entry to stop before; unset runs to the end.'),
  }),
  run: ({ inputs: { schedule }, params: { from, to } }) => ({
    schedule: sliceSchedule(schedule, from, to ?? Number.POSITIVE_INFINITY),
  }),
});
