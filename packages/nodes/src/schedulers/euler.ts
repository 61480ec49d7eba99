import { z } from 'zod';
import { mixed, sumMixes } from './combining.ts';
import { eulerLadder, eulerSchedule } from './euler-ladder.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import {
  betaSettings,
  finalSigmasType,
  predictionType,
  rescaleZeroSnr,
  sigmaChoice,
  stepsOffset,
  timestepSpacing,
} from './settings.ts';

const config = z.object({
  ...betaSettings,
  prediction_type: predictionType.ofNoiseOrClean,
  interpolation_type: z
    .enum(['linear', 'log_linear'])
    .default('linear')
    .describe(
      'Noise levels between training timesteps: interpolated, or evenly spaced in log sigma over all.',
    )
    .meta({ title: 'Interpolation', labels: { log_linear: 'Log-linear' } }),
  ...sigmaChoice,
  sigma_min: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe('Lower end of respaced noise levels.')
    .meta({ title: 'Smallest sigma' }),
  sigma_max: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe('Upper end of respaced noise levels.')
    .meta({ title: 'Largest sigma' }),
  timestep_spacing: timestepSpacing('linspace'),
  timestep_type: z
    .enum(['discrete', 'continuous'])
    .default('discrete')
    .describe('What v_prediction models are told: the training timestep, or log(sigma) / 4.'),
  steps_offset: stepsOffset,
  rescale_betas_zero_snr: rescaleZeroSnr,
  final_sigmas_type: finalSigmasType,
});

type Config = z.infer<typeof config>;

/** Euler's method on the probability flow: Karras et al. 2022, algorithm 2 without churn; diffusers' EulerDiscreteScheduler. */
export const euler: SchedulerDefinition<typeof config> = {
  name: 'euler',
  title: 'Euler',
  className: 'EulerDiscreteScheduler',
  summary: 'One straight line per step along the noise; simple, fast and deterministic.',
  config,
  drawsNoise: () => false,

  createSchedule(settings, steps) {
    const ladder = eulerLadder(settings, steps);
    const final = settings.final_sigmas_type === 'sigma_min' ? ladder.table[0]! : 0;
    const continuous = settings.timestep_type === 'continuous' && settings.prediction_type === 'v_prediction';
    const timesteps = continuous
      ? ladder.sigmas.slice(0, steps).map((sigma) => Math.log(sigma) / 4)
      : ladder.timesteps;
    return eulerSchedule('euler', settings, timesteps, [...ladder.sigmas, final]);
  },

  createSolver: (schedule) => new EulerSolver(schedule),
};

class EulerSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: Config;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const sigmaNext = this.#schedule.sigmas![input.index + 1]!;
    const clean = cleanFrom(this.#config.prediction_type, level);
    const noise = noiseFrom(this.#config.prediction_type, level);
    return {
      sample: await mixed(input, sumMixes([1, clean], [sigmaNext, noise])),
      denoised: await mixed(input, clean),
    };
  }

  dispose(): void {}
}
