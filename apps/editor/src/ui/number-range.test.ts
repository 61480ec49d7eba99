import { expect, test } from 'vitest';
import { stepped } from './number-range.ts';

test('a step lands on what the step says, without binary fractions', () => {
  expect(stepped(0.2, 1, { step: 0.1 })).toBe(0.3);
  expect(stepped(0.25, -1, { step: 0.1 })).toBe(0.15);
  expect(stepped(7, 10, {})).toBe(17);
  expect(stepped(1e-7, 1, { step: 1e-7 })).toBe(2e-7);
});

test('a step stops at the ends', () => {
  expect(stepped(9, 5, { min: 0, max: 10 })).toBe(10);
  expect(stepped(1, -5, { min: 0, max: 10 })).toBe(0);
});
