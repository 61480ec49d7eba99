import { describe, expect, test } from 'vitest';
import { cleanFrom, noiseFrom, type PredictionType } from './prediction.ts';

const clean = 0.7;
const noise = -1.3;

const predictions: Readonly<Record<PredictionType, (alpha: number, sigma: number) => number>> = {
  epsilon: () => noise,
  sample: () => clean,
  v_prediction: (alpha, sigma) => (alpha * noise - sigma * clean) / Math.hypot(alpha, sigma),
  flow_prediction: () => noise - clean,
};

describe.each<[string, { alpha: number; sigma: number }, readonly PredictionType[]]>([
  ['variance-preserving', { alpha: 0.6, sigma: 0.8 }, ['epsilon', 'sample', 'v_prediction']],
  ['unscaled', { alpha: 1, sigma: 5 }, ['epsilon', 'sample', 'v_prediction']],
  ['straight-line', { alpha: 0.25, sigma: 0.75 }, ['epsilon', 'sample', 'v_prediction', 'flow_prediction']],
])('at a %s level', (_, level, types) => {
  test.each(types)('%s gives back clean sample and noise', (type) => {
    const sample = level.alpha * clean + level.sigma * noise;
    const prediction = predictions[type](level.alpha, level.sigma);
    const toClean = cleanFrom(type, level);
    const toNoise = noiseFrom(type, level);
    expect(toClean.sample * sample + toClean.prediction * prediction).toBeCloseTo(clean, 12);
    expect(toNoise.sample * sample + toNoise.prediction * prediction).toBeCloseTo(noise, 12);
  });
});
