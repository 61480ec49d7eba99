import { expect, it } from 'vitest';
import { createTimeLeft } from './time-left.ts';

it('leaves the slow first step out of the mean once there are others', () => {
  const { afterStep } = createTimeLeft();
  expect(afterStep('denoise', 1, 10, 1000)).toBe(9000);
  expect(afterStep('denoise', 2, 10, 100)).toBe(800);
  expect(afterStep('denoise', 3, 10, 300)).toBe(1400);
});

it('keeps zones apart', () => {
  const { afterStep } = createTimeLeft();
  afterStep('small', 1, 10, 1000);
  expect(afterStep('large', 1, 3, 50)).toBe(100);
});
