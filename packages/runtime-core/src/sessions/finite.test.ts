import { expect, it } from 'vitest';
import { allFinite } from './finite.ts';

it.each([0, 1, 3, 4, 5, 8, 11])('finds the one value of %i that is not finite, wherever it is', (length) => {
  const values = new Float32Array(length).fill(3.4e38);
  expect(allFinite(values)).toBe(true);
  for (let at = 0; at < length; at += 1) {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(allFinite(values.with(at, value))).toBe(false);
    }
  }
});
