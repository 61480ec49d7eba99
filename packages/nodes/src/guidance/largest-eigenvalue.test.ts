import { expect, test } from 'vitest';
import { largestEigenvalue, type Matrix3 } from './largest-eigenvalue.ts';

test.each<[number, Matrix3]>([
  [
    3,
    [
      [1, 0, 0],
      [0, 3, 0],
      [0, 0, 2],
    ],
  ],
  [
    5,
    [
      [5, 0, 0],
      [0, 5, 0],
      [0, 0, 5],
    ],
  ],
  [
    // Characteristic polynomial (2 − λ)(λ² − 4λ + 2).
    2 + Math.SQRT2,
    [
      [2, -1, 0],
      [-1, 2, -1],
      [0, -1, 2],
    ],
  ],
  [
    // The outer product of (1, 2, 3) with itself.
    14,
    [
      [1, 2, 3],
      [2, 4, 6],
      [3, 6, 9],
    ],
  ],
  [
    // A double largest eigenvalue.
    2,
    [
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 2],
    ],
  ],
])('is %d', (expected, matrix) => {
  expect(largestEigenvalue(matrix)).toBeCloseTo(expected, 6);
});
