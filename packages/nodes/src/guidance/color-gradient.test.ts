import { expect, test } from 'vitest';
import type { LatentRgb } from '../contract/values.ts';
import { colorGradient } from './color-gradient.ts';

/** Channels 0 and 1 paint red twice as strongly and green; blue comes from the bias alone. */
const MAP: LatentRgb = {
  factors: [
    [2, 0, 0],
    [0, 1, 0],
  ],
  bias: [0, 0.5, 0.25],
};

test('is Fᵀ(F·x₀ + b − target) / λmax', () => {
  // λmax = 4; the target is (1, 0, −1) in −1…1.
  expect(colorGradient(MAP, [1, 0.5, 0])).toEqual({
    matrix: [
      [1, 0],
      [0, 0.25],
    ],
    bias: [-0.5, 0.125],
  });
});

test('vanishes where the colour is met', () => {
  const gradient = colorGradient(MAP, [0.75, 1, 0])!;
  // Red 2 · 0.25 = 0.5, green 0.5 + 0.5 = 1.
  const met = [0.25, 0.5];
  const values = gradient.matrix.map((row, i) => row[0]! * met[0]! + row[1]! * met[1]! + gradient.bias[i]!);
  expect(values).toEqual([0, 0]);
});

test('a full step never overshoots: every colour error shrinks and keeps its sign', () => {
  const map: LatentRgb = {
    factors: [
      [0.3444, 0.1385, 0.067],
      [0.1247, 0.4027, 0.1494],
      [-0.3192, 0.2513, 0.2103],
      [-0.1307, -0.1874, -0.7445],
    ],
    bias: [0, 0, 0],
  };
  const { matrix } = colorGradient(map, [1, 0, 0])!;
  // I − FᵀF/λ has no eigenvalue outside 0…1: the trace of FᵀF/λ is at most 3, its largest eigenvalue 1.
  const trace = matrix.reduce((sum, row, i) => sum + row[i]!, 0);
  let vector = [1, 1, 1, 1];
  for (let i = 0; i < 200; i++) {
    const next = matrix.map((row) => row.reduce((sum, value, j) => sum + value * vector[j]!, 0));
    const norm = Math.hypot(...next);
    vector = next.map((value) => value / norm);
  }
  const stretched = matrix.map((row) => row.reduce((sum, value, j) => sum + value * vector[j]!, 0));
  expect(Math.hypot(...stretched)).toBeCloseTo(1, 9);
  expect(trace).toBeLessThanOrEqual(3);
});

test('a map without colour has no gradient', () => {
  expect(colorGradient({ factors: [[0, 0, 0]], bias: [0, 0, 0] }, [1, 1, 1])).toBeNull();
});
