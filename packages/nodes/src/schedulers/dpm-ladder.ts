import { alphasCumprodAboveZero, type BetaConfig } from './betas.ts';
import { chainLevels, levelOfRatio } from './levels.ts';
import type { Schedule } from './schedule.ts';
import {
  checkSigmaChoice,
  interpolate,
  respacedSigmas,
  type SigmaChoice,
  sigmaTable,
  sigmaToTimestep,
} from './sigmas.ts';
import { checkSteps, innerTimesteps, linspace, roundHalfEven, type SpacingConfig } from './spacing.ts';

export interface DpmLadderConfig extends BetaConfig, SpacingConfig, SigmaChoice {
  readonly lambda_min_clipped?: number | null;
  readonly flow_shift?: number;
}

export interface DpmLadder {
  readonly timesteps: readonly number[];
  /** As many as timesteps, descending; the final level is the class's own. */
  readonly sigmas: readonly number[];
  /** Noise-to-clean ratio of the first training timestep. */
  readonly tableMin: number;
}

/**
 * Timesteps and noise-to-clean ratios of the classes that share DPM-Solver's layout (DPM-Solver, UniPC, DEIS).
 * Respaced ratios span all training timesteps.
 *
 * @param fractionalCosine whether the class leaves respaced timesteps of a cosine schedule unrounded
 * @throws ProblemError for impossible steps or two spacings at once
 */
export function dpmLadder(config: DpmLadderConfig, steps: number, fractionalCosine = false): DpmLadder {
  checkSteps(steps, config.num_train_timesteps);
  checkSigmaChoice(config);
  const table = sigmaTable(alphasCumprodAboveZero(config));
  const tableMin = table[0]!;
  if (config.use_flow_sigmas) return { ...flowLadder(config, steps), tableMin };

  const respaced = respacedSigmas(config, table.at(-1)!, tableMin, steps);
  if (respaced !== null) {
    const logTable = table.map(Math.log);
    const whole = wholeTimestep(config, fractionalCosine);
    return {
      timesteps: respaced.map((sigma) => whole(sigmaToTimestep(sigma, logTable))),
      sigmas: respaced,
      tableMin,
    };
  }
  const timesteps = innerTimesteps(
    config,
    steps,
    table.length - clippedCount(table, config.lambda_min_clipped),
  );
  return { timesteps, sigmas: timesteps.map((timestep) => interpolate(table, timestep)), tableMin };
}

/** Training timesteps whose lambda = −log sigma lies below the clip: the noisiest ones of a cosine schedule. */
function clippedCount(table: readonly number[], lambdaMin: number | null | undefined): number {
  if (lambdaMin == null) return 0;
  return table.filter((sigma) => -Math.log(sigma) < lambdaMin).length;
}

/** diffusers stores whole timesteps, and cuts the fraction off where its class does not round first. */
function wholeTimestep(config: DpmLadderConfig, fractionalCosine: boolean): (timestep: number) => number {
  const rounds = config.use_karras_sigmas || config.use_lu_lambdas;
  const excepted = fractionalCosine && config.beta_schedule === 'squaredcos_cap_v2';
  return rounds && !excepted ? roundHalfEven : Math.trunc;
}

/** Straight-line levels for flow models, shifted towards noise (Esser et al. 2024, equation 23). */
function flowLadder(config: DpmLadderConfig, steps: number): Omit<DpmLadder, 'tableMin'> {
  const shift = config.flow_shift ?? 1;
  const sigmas = linspace(1, 1 / config.num_train_timesteps, steps + 1)
    .map((alpha) => (shift * (1 - alpha)) / (1 + (shift - 1) * (1 - alpha)))
    .reverse()
    .slice(0, -1);
  return { timesteps: sigmas.map((sigma) => Math.trunc(sigma * config.num_train_timesteps)), sigmas };
}

/** A variance-preserving schedule over the ladder. @param sigmas one more than timesteps */
export function dpmSchedule(
  scheduler: string,
  config: SigmaChoice & Readonly<Record<string, unknown>>,
  timesteps: readonly number[],
  sigmas: readonly number[],
): Schedule {
  const float32Sigmas = sigmas.map(Math.fround);
  return {
    scheduler,
    config,
    steps: timesteps.length,
    entries: chainLevels(
      timesteps.map((timestep, i) => levelOfRatio(timestep, float32Sigmas[i]!, config.use_flow_sigmas)),
    ),
    sigmas: float32Sigmas,
    from: 0,
    to: timesteps.length,
    initNoiseSigma: 1,
    order: 1,
  };
}

/** A level with its half log signal-to-noise ratio, infinite at sigma 0. */
export interface DpmLevel {
  readonly alpha: number;
  readonly sigma: number;
  readonly lambda: number;
}

/** The level at one of the schedule's sigmas, the final one included. */
export function dpmLevel(schedule: Schedule, index: number): DpmLevel {
  const flow = schedule.config.use_flow_sigmas === true;
  const { alpha, sigma } = levelOfRatio(0, schedule.sigmas![index]!, flow);
  return { alpha, sigma, lambda: Math.log(alpha) - Math.log(sigma) };
}
