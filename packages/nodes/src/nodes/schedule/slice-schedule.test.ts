import { expect, test } from 'vitest';
import type { Schedule } from '../../schedulers/schedule.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { sampleSchedule } from '../../testing/sample-values.ts';
import { sliceScheduleNode } from './slice-schedule.ts';

const schedule = sampleSchedule('ddim', 10);

async function rangeOf(params: object, of: Schedule = schedule): Promise<readonly [number, number]> {
  const { outputs } = await runNode<{ schedule: Schedule }>(sliceScheduleNode, {
    params,
    inputs: { schedule: of },
  });
  return [outputs.schedule.from, outputs.schedule.to];
}

test('cuts a range of the entries that run', async () => {
  expect(await rangeOf({})).toEqual([0, 10]);
  expect(await rangeOf({ to: 6 })).toEqual([0, 6]);
  expect(await rangeOf({ from: 6 })).toEqual([6, 10]);
  expect(await rangeOf({ from: 2, to: 4 }, { ...schedule, from: 5 })).toEqual([7, 9]);
});

test('an empty range, or half a step of two evaluations, is a problem', async () => {
  expect(await problemOf(() => rangeOf({ from: 10 }))).toMatchObject({ code: 'empty-slice', param: 'from' });
  expect(await problemOf(() => rangeOf({ from: 1 }, sampleSchedule('heun', 4)))).toMatchObject({
    code: 'slice-cuts-step',
    param: 'from',
  });
});
