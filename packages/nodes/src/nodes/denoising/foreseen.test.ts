import { expect, test } from 'vitest';
import type { PredictionKind } from '../../contract/values.ts';
import { foreseenClean } from './foreseen.ts';

const CLEAN = 0.7;
const NOISE = -1.3;

test.each<[PredictionKind, string, number, number, number]>([
  ['epsilon', 'variance-preserving', 0.8, 0.6, NOISE],
  ['epsilon', 'unscaled, as in the Euler family', 1, 7, NOISE],
  ['v_prediction', 'variance-preserving', 0.8, 0.6, 0.8 * NOISE - 0.6 * CLEAN],
  ['v_prediction', 'unscaled', 1, 0.75, 0.8 * NOISE - 0.6 * CLEAN],
  ['sample', 'unscaled', 1, 7, CLEAN],
  ['flow', 'on a straight line', 0.4, 0.6, NOISE - CLEAN],
])('%s, %s: alpha %d, sigma %d', (kind, _, alpha, sigma, prediction) => {
  const mix = foreseenClean(kind, { alpha, sigma });
  const sample = alpha * CLEAN + sigma * NOISE;
  expect(mix.sample * sample + mix.prediction * prediction).toBeCloseTo(CLEAN, 12);
});
