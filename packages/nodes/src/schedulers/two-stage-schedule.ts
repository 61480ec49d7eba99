import { eulerInitNoiseSigma } from './euler-ladder.ts';
import { unitVarianceScale, unscaledLevel } from './levels.ts';
import type { Schedule, ScheduleEntry } from './schedule.ts';
import type { SpacingConfig } from './spacing.ts';

/** Timestep and sigma of a step's second evaluation. */
export interface SecondStage {
  readonly timestep: number;
  readonly sigma: number;
}

/**
 * A schedule whose steps evaluate the model twice, but for the last: 2n − 1 entries.
 *
 * The original is re-noised (`next`) within a step to the sigma that the step ends at, even where the second
 * evaluation happens at a sigma in between: so does diffusers' add_noise.
 *
 * @param sigmas the steps' sigmas and the final one, n + 1 in all
 * @param second the second evaluation of each step but the last
 * @param listed diffusers' `sigmas`
 */
export function twoStageSchedule(
  scheduler: string,
  config: SpacingConfig & Readonly<Record<string, unknown>>,
  timesteps: readonly number[],
  sigmas: readonly number[],
  second: readonly SecondStage[],
  listed: readonly number[],
): Schedule {
  const entries = timesteps.flatMap((timestep, i): ScheduleEntry[] => {
    const first = unscaledLevel(timestep, sigmas[i]!);
    const stage = second[i];
    if (stage === undefined) return [{ ...first, inputScale: unitVarianceScale(first), next: null }];
    const between = unscaledLevel(stage.timestep, stage.sigma);
    const end = sigmas[i + 1]!;
    return [
      { ...first, inputScale: unitVarianceScale(first), next: unscaledLevel(stage.timestep, end) },
      { ...between, inputScale: unitVarianceScale(between), next: unscaledLevel(timesteps[i + 1]!, end) },
    ];
  });
  return {
    scheduler,
    config,
    steps: timesteps.length,
    entries,
    sigmas: listed,
    from: 0,
    to: entries.length,
    initNoiseSigma: eulerInitNoiseSigma(config, sigmas),
    order: 2,
  };
}

/** The first value once and all others twice, as diffusers lists the sigmas of steps with two evaluations. */
export function repeatedAfterFirst(values: readonly number[]): number[] {
  return values.flatMap((value, i) => (i === 0 ? [value] : [value, value]));
}
