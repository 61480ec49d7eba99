import { alphasCumprodAboveZero, type BetaConfig } from './betas.ts';
import { chainLevels, unitVarianceScale, unscaledLevel } from './levels.ts';
import type { Schedule } from './schedule.ts';
import {
  checkSigmaChoice,
  exponentialSigmas,
  interpolate,
  respacedSigmas,
  type SigmaChoice,
  sigmaTable,
  sigmaToTimestep,
} from './sigmas.ts';
import { checkSteps, type SpacingConfig, spacedTimesteps } from './spacing.ts';

export interface EulerLadderConfig extends BetaConfig, SpacingConfig, SigmaChoice {
  readonly sigma_min?: number | null;
  readonly sigma_max?: number | null;
  readonly interpolation_type?: 'linear' | 'log_linear';
}

/** Timesteps and noise levels of a run, before a final level is added. */
export interface Ladder {
  readonly timesteps: readonly number[];
  /** As many as timesteps, descending; log_linear lays out one more, so that the last step ends above 0. */
  readonly sigmas: readonly number[];
  /** Noise level of every training timestep, ascending. */
  readonly table: readonly number[];
}

/**
 * The noise levels that the Euler family (Euler, LMS, Heun, KDPM2) steps through: those of the spaced timesteps, or
 * as many between the same ends by Karras', exponential or beta spacing.
 *
 * @throws ProblemError for impossible steps or two spacings at once
 */
export function eulerLadder(config: EulerLadderConfig, steps: number): Ladder {
  checkSteps(steps, config.num_train_timesteps);
  checkSigmaChoice(config);
  const table = sigmaTable(alphasCumprodAboveZero(config));
  const timesteps = spacedTimesteps(config, steps);
  const sigmas =
    config.interpolation_type === 'log_linear'
      ? exponentialSigmas(table.at(-1)!, table[0]!, steps + 1)
      : timesteps.map((timestep) => interpolate(table, timestep));
  const respaced = respacedSigmas(
    config,
    config.sigma_max ?? sigmas[0]!,
    config.sigma_min ?? sigmas.at(-1)!,
    steps,
  );
  if (respaced === null) return { timesteps, sigmas, table };
  const logTable = table.map(Math.log);
  return { timesteps: respaced.map((sigma) => sigmaToTimestep(sigma, logTable)), sigmas: respaced, table };
}

/** What unit noise is scaled with: leading spacing starts below the top, where the clean sample still shows. */
export function eulerInitNoiseSigma(config: SpacingConfig, sigmas: readonly number[]): number {
  const max = Math.max(...sigmas);
  return config.timestep_spacing === 'leading' ? Math.sqrt(max * max + 1) : max;
}

/** A first-order schedule of the Euler family. @param sigmas one more than timesteps */
export function eulerSchedule(
  scheduler: string,
  config: SpacingConfig & Readonly<Record<string, unknown>>,
  timesteps: readonly number[],
  sigmas: readonly number[],
): Schedule {
  return {
    scheduler,
    config,
    steps: timesteps.length,
    entries: chainLevels(
      timesteps.map((timestep, i) => unscaledLevel(timestep, sigmas[i]!)),
      unitVarianceScale,
    ),
    sigmas,
    from: 0,
    to: timesteps.length,
    initNoiseSigma: eulerInitNoiseSigma(config, sigmas),
    order: 1,
  };
}
