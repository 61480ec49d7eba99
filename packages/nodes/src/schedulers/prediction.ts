import type { NoiseLevel } from './schedule.ts';

export type PredictionType = 'epsilon' | 'v_prediction' | 'sample' | 'flow_prediction';

/** A weighted sum of the sample and the model's prediction. */
export interface Mix {
  readonly sample: number;
  readonly prediction: number;
}

type Level = Pick<NoiseLevel, 'alpha' | 'sigma'>;

/**
 * The clean sample x₀ that a prediction foresees, at x = alpha · x₀ + sigma · ε.
 *
 * v is Salimans & Ho 2022's velocity of the sample scaled to unit variance, so it holds for variance-preserving
 * levels and for those with alpha 1 alike; flow is ε − x₀ on the straight line alpha = 1 − sigma.
 */
export function cleanFrom(type: PredictionType, { alpha, sigma }: Level): Mix {
  const norm = Math.hypot(alpha, sigma);
  switch (type) {
    case 'epsilon':
      return { sample: 1 / alpha, prediction: -sigma / alpha };
    case 'v_prediction':
      return { sample: alpha / norm ** 2, prediction: -sigma / norm };
    case 'sample':
      return { sample: 0, prediction: 1 };
    case 'flow_prediction':
      return { sample: 1, prediction: -sigma };
  }
}

/** The noise ε that a prediction foresees; the counterpart of `cleanFrom`. */
export function noiseFrom(type: PredictionType, { alpha, sigma }: Level): Mix {
  const norm = Math.hypot(alpha, sigma);
  switch (type) {
    case 'epsilon':
      return { sample: 0, prediction: 1 };
    case 'v_prediction':
      return { sample: sigma / norm ** 2, prediction: alpha / norm };
    case 'sample':
      return { sample: 1 / sigma, prediction: -alpha / sigma };
    case 'flow_prediction':
      return { sample: 1, prediction: alpha };
  }
}
