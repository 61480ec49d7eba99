import { z } from 'zod';
import { alphasCumprod } from './betas.ts';
import { mixed, sumMixes, weightedSum } from './combining.ts';
import { distilledTimesteps } from './distilled-timesteps.ts';
import { cleanFrom } from './prediction.ts';
import type { NoiseLevel, Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import {
  betaSettings,
  clipSample,
  dynamicThresholding,
  predictionType,
  rescaleZeroSnr,
  setAlphaToOne,
  stepsOffset,
  timestepSpacing,
} from './settings.ts';
import { limitClean, limitsClean } from './thresholding.ts';
import { variancePreservingSchedule } from './vp-schedule.ts';

/** Settings of the classes for consistency-distilled models. */
export const distilledConfig = z.object({
  ...betaSettings,
  beta_start: betaSettings.beta_start.unwrap().default(0.00085),
  beta_end: betaSettings.beta_end.unwrap().default(0.012),
  beta_schedule: betaSettings.beta_schedule.unwrap().default('scaled_linear'),
  original_inference_steps: z
    .int()
    .min(1)
    .default(50)
    .describe('Steps that distillation divided training into.')
    .meta({ title: 'Distillation steps' }),
  ...clipSample(false),
  set_alpha_to_one: setAlphaToOne(true),
  steps_offset: stepsOffset,
  prediction_type: predictionType.ofNoiseOrClean,
  ...dynamicThresholding,
  timestep_spacing: timestepSpacing('leading'),
  timestep_scaling: z.number().positive().default(10).describe('How fast the boundary condition fades.'),
  rescale_betas_zero_snr: rescaleZeroSnr,
});

type Config = z.infer<typeof distilledConfig>;

/** Standard deviation of the data, as the boundary condition assumes it. */
const SIGMA_DATA = 0.5;

/** Latent consistency models: Luo et al. 2023, algorithm 3; diffusers' LCMScheduler. */
export const lcm: SchedulerDefinition<typeof distilledConfig> = {
  name: 'lcm',
  title: 'LCM',
  className: 'LCMScheduler',
  summary: 'For LCM-distilled models: jumps to the clean sample and re-noises it, 4 to 8 times.',
  config: distilledConfig,
  drawsNoise: () => true,

  createSchedule(settings, steps) {
    const timesteps = distilledTimesteps(settings, steps);
    return variancePreservingSchedule('lcm', settings, alphasCumprod(settings), timesteps, steps);
  },

  createSolver: (schedule) => new LcmSolver(schedule),
};

class LcmSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: Config;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = distilledConfig.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const boundary = this.#boundary(level);
    const cleanMix = cleanFrom(this.#config.prediction_type, level);
    const keep = { sample: boundary.skip, prediction: 0 };
    const denoised = limitsClean(this.#config)
      ? await mixed(input, keep, [
          boundary.out,
          await limitClean(input.ops, await mixed(input, cleanMix), this.#config),
        ])
      : await mixed(input, sumMixes([1, keep], [boundary.out, cleanMix]));
    const noised: readonly (readonly [number, typeof denoised])[] =
      level.next === null
        ? [[1, denoised]]
        : [
            [level.next.alpha, denoised],
            [level.next.sigma, await input.noise()],
          ];
    return { sample: await weightedSum(input.ops, noised), denoised };
  }

  dispose(): void {}

  /** c_skip and c_out, which make the model an identity at timestep 0 (Luo et al., equation 9). */
  #boundary({ timestep }: NoiseLevel): { readonly skip: number; readonly out: number } {
    const scaled = timestep * this.#config.timestep_scaling;
    const variance = scaled ** 2 + SIGMA_DATA ** 2;
    return { skip: SIGMA_DATA ** 2 / variance, out: scaled / Math.sqrt(variance) };
  }
}
