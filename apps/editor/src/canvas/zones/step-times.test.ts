import { expect, test } from 'vitest';
import { stepTimes } from './step-times.ts';

test('steps are summed up, and the first, slow one does not move the median', () => {
  expect(stepTimes([900, 40, 20, 30, 10])).toEqual({
    totalMs: 1000,
    meanMs: 200,
    medianMs: 30,
    longestMs: 900,
  });
});

test('of an even number of steps the median is the longer one in the middle', () => {
  expect(stepTimes([10, 20])).toMatchObject({ medianMs: 20 });
});

test('nothing is said of no steps', () => {
  expect(stepTimes([])).toBeUndefined();
});
