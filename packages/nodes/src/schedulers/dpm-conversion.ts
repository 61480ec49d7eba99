import type { Tensor } from '../contract/tensor.ts';
import { mixed, weightedSum } from './combining.ts';
import type { DpmLevel } from './dpm-ladder.ts';
import { cleanFrom, noiseFrom, type PredictionType } from './prediction.ts';
import type { SolverInput } from './scheduler.ts';
import { type LimitConfig, limitClean } from './thresholding.ts';

export interface Converted {
  readonly denoised: Tensor;
  /** What the solver's integral is over: the clean sample or the noise. */
  readonly output: Tensor;
}

/**
 * The model's prediction as the quantity that a DPM-Solver-like method extrapolates.
 *
 * Where that is what the model predicts, `output` is the prediction itself and costs nothing.
 */
export async function convertPrediction(
  input: SolverInput,
  level: DpmLevel,
  over: 'clean' | 'noise',
  config: LimitConfig & { readonly prediction_type: PredictionType },
): Promise<Converted> {
  const unlimited = await mixed(input, cleanFrom(config.prediction_type, level));
  const denoised = await limitClean(input.ops, unlimited, config);
  if (over === 'clean') return { denoised, output: denoised };
  if (config.thresholding) return { denoised, output: await noiseLeft(input, level, denoised) };
  if (config.prediction_type === 'epsilon') return { denoised, output: input.prediction };
  return { denoised, output: await mixed(input, noiseFrom(config.prediction_type, level)) };
}

/** The noise that is left in the sample beside a given clean one. */
function noiseLeft(input: SolverInput, { alpha, sigma }: DpmLevel, clean: Tensor): Promise<Tensor> {
  return weightedSum(input.ops, [
    [1 / sigma, input.sample],
    [-alpha / sigma, clean],
  ]);
}
