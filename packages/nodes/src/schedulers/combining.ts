import type { Backend } from '../contract/backend.ts';
import type { Tensor } from '../contract/tensor.ts';
import type { Mix } from './prediction.ts';
import type { SolverInput } from './scheduler.ts';

type Term = readonly [number, Tensor];

/** `Backend.combine` without the terms that add nothing: a step to sigma 0 drops the sample and the noise. */
export function weightedSum(ops: Backend, terms: readonly Term[]): Promise<Tensor> {
  const present = terms.filter(([weight]) => weight !== 0);
  return ops.combine(present.length > 0 ? present : terms.slice(0, 1));
}

/** A mix of the step's sample and prediction, with more terms if any. */
export function mixed(input: SolverInput, mix: Mix, ...more: readonly Term[]): Promise<Tensor> {
  return weightedSum(input.ops, [[mix.sample, input.sample], [mix.prediction, input.prediction], ...more]);
}

/** Σ weight · mix. */
export function sumMixes(...weighted: readonly (readonly [number, Mix])[]): Mix {
  let sample = 0;
  let prediction = 0;
  for (const [weight, mix] of weighted) {
    sample += weight * mix.sample;
    prediction += weight * mix.prediction;
  }
  return { sample, prediction };
}
