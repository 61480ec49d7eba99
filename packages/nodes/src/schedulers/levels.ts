import { ProblemError, type ProblemInput } from '@latentgraph/graph-core';
import type { NoiseLevel, ScheduleEntry } from './schedule.ts';

/** Entries whose `next` is the level of the entry that follows. */
export function chainLevels(
  levels: readonly NoiseLevel[],
  inputScale: (level: NoiseLevel) => number = () => 1,
): readonly ScheduleEntry[] {
  return levels.map((level, i) => ({ ...level, inputScale: inputScale(level), next: levels[i + 1] ?? null }));
}

/** The variance-preserving level of a whole training timestep. @throws ProblemError when the table ends before it. */
export function levelAt(alphaBars: readonly number[], timestep: number): NoiseLevel {
  const alphaBar = alphaBars[timestep];
  if (alphaBar === undefined) {
    throw new ProblemError({
      code: 'timestep-out-of-range',
      message: `The schedule would ask for timestep ${timestep}, but training had 0 to ${alphaBars.length - 1}.`,
      remedy: "Lower the setting 'steps_offset', or use fewer steps.",
      param: 'steps_offset',
    });
  }
  return { timestep, alpha: Math.sqrt(alphaBar), sigma: Math.sqrt(1 - alphaBar) };
}

/** The Euler family's level: the clean sample unscaled under sigma · noise. */
export function unscaledLevel(timestep: number, sigma: number): NoiseLevel {
  return { timestep, alpha: 1, sigma };
}

/** What brings a sample of the Euler family to unit variance for the model. */
export function unitVarianceScale({ sigma }: { readonly sigma: number }): number {
  return 1 / Math.sqrt(sigma * sigma + 1);
}

/** The variance-preserving level with this noise-to-clean ratio, or with `flow` the one on the straight line. */
export function levelOfRatio(timestep: number, ratio: number, flow = false): NoiseLevel {
  if (flow) return { timestep, alpha: 1 - ratio, sigma: ratio };
  const alpha = 1 / Math.sqrt(ratio * ratio + 1);
  return { timestep, alpha, sigma: ratio * alpha };
}

/**
 * A UNet that predicts noise says nothing about a picture where there is nothing but noise: what it says would have to be
 * divided by an alpha of 0.
 */
export const ZERO_SNR_WITH_EPSILON: ProblemInput = {
  code: 'zero-snr-needs-v-prediction',
  message:
    "With zero terminal SNR ('rescale_betas_zero_snr') the first timestep is pure noise, of which an epsilon prediction tells nothing about the picture.",
  remedy:
    "Set 'predictionType' of Schedule to v_prediction if the model was trained for that, or 'zeroSnr' to off.",
  param: 'rescale_betas_zero_snr',
};

/** @throws ProblemError when a prediction of noise would have to be divided by an alpha of 0. */
export function checkDivisible(levels: readonly NoiseLevel[], predictionType: string): void {
  if (predictionType !== 'epsilon' || levels.every(({ alpha }) => alpha > 0)) return;
  throw new ProblemError(ZERO_SNR_WITH_EPSILON);
}
