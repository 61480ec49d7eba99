import { z } from 'zod';
import { alphasCumprod } from './betas.ts';
import { mixed, sumMixes } from './combining.ts';
import { cleanFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import {
  betaSettings,
  clipSample,
  dynamicThresholding,
  predictionType,
  rescaleZeroSnr,
  stepsOffset,
  timestepSpacing,
} from './settings.ts';
import { checkSteps, roundHalfEven, spacedTimesteps } from './spacing.ts';
import { limitClean, limitsClean } from './thresholding.ts';
import { variancePreservingSchedule } from './vp-schedule.ts';

const config = z.object({
  ...betaSettings,
  variance_type: z
    .enum(['fixed_small', 'fixed_small_log', 'fixed_large'])
    .default('fixed_small')
    .describe('Variance of the noise put back: the posterior\'s ("small") or beta itself ("large").')
    .meta({ title: 'Variance' }),
  ...clipSample(true),
  prediction_type: predictionType.ofNoiseOrClean,
  ...dynamicThresholding,
  timestep_spacing: timestepSpacing('leading'),
  steps_offset: stepsOffset,
  rescale_betas_zero_snr: rescaleZeroSnr,
});

/** Denoising diffusion probabilistic models: Ho et al. 2020, equations 6 and 7; diffusers' DDPMScheduler. */
export const ddpm: SchedulerDefinition<typeof config> = {
  name: 'ddpm',
  title: 'DDPM',
  className: 'DDPMScheduler',
  summary: 'The original ancestral sampler; puts fresh noise back in every step and needs many.',
  config,
  drawsNoise: () => true,

  createSchedule(settings, steps) {
    checkSteps(steps, settings.num_train_timesteps);
    const timesteps = spacedTimesteps(settings, steps).map(roundHalfEven);
    return variancePreservingSchedule('ddpm', settings, alphasCumprod(settings), timesteps, steps);
  },

  createSolver: (schedule) => new DdpmSolver(schedule),
};

class DdpmSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof config>;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const cleanMix = cleanFrom(this.#config.prediction_type, level);
    const denoised = await limitClean(input.ops, await mixed(input, cleanMix), this.#config);

    const alphaBar = level.alpha ** 2;
    const previousAlphaBar = level.next === null ? 1 : level.next.alpha ** 2;
    const alpha = alphaBar / previousAlphaBar;
    const cleanWeight = (Math.sqrt(previousAlphaBar) * (1 - alpha)) / level.sigma ** 2;
    const sampleWeight = (Math.sqrt(alpha) * (1 - previousAlphaBar)) / level.sigma ** 2;
    const deviation = this.#deviation(1 - alpha, (1 - previousAlphaBar) / level.sigma ** 2);
    const drawn = level.timestep > 0 ? ([[deviation, await input.noise()]] as const) : [];

    const stay = { sample: sampleWeight, prediction: 0 };
    const sample = limitsClean(this.#config)
      ? await mixed(input, stay, [cleanWeight, denoised], ...drawn)
      : await mixed(input, sumMixes([1, stay], [cleanWeight, cleanMix]), ...drawn);
    return { sample, denoised };
  }

  dispose(): void {}

  /** @param shrink (1 − ᾱ of the target) / (1 − ᾱ of the source) */
  #deviation(beta: number, shrink: number): number {
    const smallest = 1e-20;
    return Math.sqrt(Math.max(this.#config.variance_type === 'fixed_large' ? beta : shrink * beta, smallest));
  }
}
