import { chainLevels, checkDivisible, levelAt } from './levels.ts';
import type { Schedule } from './schedule.ts';

/**
 * A schedule over whole training timesteps, for the classes that go by alphas_cumprod alone.
 *
 * @param timesteps one per model evaluation
 * @throws ProblemError for a timestep outside training, or an epsilon prediction of pure noise
 */
export function variancePreservingSchedule(
  scheduler: string,
  config: Readonly<Record<string, unknown>> & { readonly prediction_type: string },
  alphaBars: readonly number[],
  timesteps: readonly number[],
  steps: number,
): Schedule {
  const levels = timesteps.map((timestep) => levelAt(alphaBars, timestep));
  checkDivisible(levels, config.prediction_type);
  return {
    scheduler,
    config,
    steps,
    entries: chainLevels(levels),
    from: 0,
    to: levels.length,
    initNoiseSigma: 1,
    order: 1,
  };
}
