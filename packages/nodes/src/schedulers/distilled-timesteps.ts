import { ProblemError } from '@latentgraph/graph-core';
import { checkSteps } from './spacing.ts';

/**
 * Timesteps of consistency-distilled models: evenly chosen among those that distillation used.
 *
 * @returns `steps` whole timesteps, descending
 * @throws ProblemError when there are fewer of those than steps, or more than training had
 */
export function distilledTimesteps(
  config: { readonly num_train_timesteps: number; readonly original_inference_steps: number },
  steps: number,
): number[] {
  const { num_train_timesteps: total, original_inference_steps: original } = config;
  checkSteps(steps, total);
  if (original > total) {
    throw new ProblemError({
      code: 'original-steps-out-of-range',
      message: `Setting 'original_inference_steps' is ${original}, but the model has ${total} timesteps.`,
      remedy: `Choose at most ${total}; distilled models use 50.`,
      param: 'original_inference_steps',
    });
  }
  if (steps > original) {
    throw new ProblemError({
      code: 'steps-out-of-range',
      message: `Setting 'steps' is ${steps}, more than the ${original} 'original_inference_steps' of distillation.`,
      remedy: `Use at most ${original} steps; distilled models need 4 to 8.`,
      param: 'steps',
    });
  }
  const stride = Math.floor(total / original);
  return Array.from(
    { length: steps },
    (_, i) => (original - Math.floor((i * original) / steps)) * stride - 1,
  );
}
