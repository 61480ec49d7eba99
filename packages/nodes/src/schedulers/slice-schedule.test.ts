import { ProblemError } from '@latentgraph/graph-core';
import { describe, expect, test } from 'vitest';
import { findScheduler } from './registry.ts';
import type { Schedule } from './schedule.ts';
import { sliceSchedule, startAt } from './slice-schedule.ts';

function scheduleOf(name: string, steps: number): Schedule {
  const definition = findScheduler(name)!;
  return definition.createSchedule(definition.config.parse({}), steps);
}

function problemOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('startAt', () => {
  test.each([
    ['ddim', 10, 1, 0],
    ['ddim', 10, 0.75, 3],
    ['ddim', 10, 0.1, 9],
    ['heun', 10, 0.75, 6],
    ['pndm', 10, 0.5, 5],
  ])('%s of %i steps at strength %d begins at entry %i', (name, steps, strength, from) => {
    const schedule = scheduleOf(name, steps);
    expect(startAt(schedule, strength)).toEqual({ ...schedule, from });
  });

  test.each([-0.1, 1.5, 2, Number.NaN])('refuses a strength of %s', (strength) => {
    expect(problemOf(() => startAt(scheduleOf('ddim', 10), strength))).toMatchObject({
      code: 'strength-out-of-range',
      param: 'strength',
    });
  });

  test.each([0, 0.09])('refuses a strength of %s, at which nothing runs', (strength) => {
    expect(problemOf(() => startAt(scheduleOf('ddim', 10), strength))).toMatchObject({
      code: 'no-steps-left',
      param: 'strength',
    });
  });
});

describe('sliceSchedule', () => {
  test('counts among the entries that run', () => {
    const started = startAt(scheduleOf('ddim', 10), 0.6);
    expect(sliceSchedule(started, 1, 3)).toEqual({ ...started, from: 5, to: 7 });
    expect(sliceSchedule(started, 2, 99)).toEqual({ ...started, from: 6, to: 10 });
  });

  test.each([
    [3, 3],
    [4, 2],
    [-1, 2],
    [10, 12],
    [0.5, 2],
  ])('refuses the range from %d to %d', (from, to) => {
    expect(problemOf(() => sliceSchedule(scheduleOf('ddim', 10), from, to))).toMatchObject({
      code: 'empty-slice',
    });
  });

  test('does not cut between the two evaluations of a step', () => {
    const schedule = scheduleOf('heun', 5);
    expect(sliceSchedule(schedule, 2, 9).to).toBe(9);
    expect(problemOf(() => sliceSchedule(schedule, 1, 9))).toMatchObject({
      code: 'slice-cuts-step',
      param: 'from',
    });
    expect(problemOf(() => sliceSchedule(schedule, 0, 3))).toMatchObject({
      code: 'slice-cuts-step',
      param: 'to',
    });
  });
});
