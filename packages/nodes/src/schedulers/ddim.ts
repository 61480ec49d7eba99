import { z } from 'zod';
import { alphasCumprod } from './betas.ts';
import { mixed, sumMixes } from './combining.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
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
import { checkSteps, roundHalfEven, spacedTimesteps } from './spacing.ts';
import { limitClean, limitsClean } from './thresholding.ts';
import { variancePreservingSchedule } from './vp-schedule.ts';

const config = z.object({
  ...betaSettings,
  ...clipSample(true),
  set_alpha_to_one: setAlphaToOne(true),
  steps_offset: stepsOffset,
  prediction_type: predictionType.ofNoiseOrClean,
  ...dynamicThresholding,
  timestep_spacing: timestepSpacing('leading'),
  rescale_betas_zero_snr: rescaleZeroSnr,
});

/** Denoising diffusion implicit models: Song et al. 2021, equations 12 and 16; diffusers' DDIMScheduler. */
export const ddim: SchedulerDefinition<typeof config> = {
  name: 'ddim',
  title: 'DDIM',
  className: 'DDIMScheduler',
  summary: 'Straight towards the foreseen clean sample; deterministic at eta 0.',
  config,
  drawsNoise: (_, eta = 0) => eta > 0,

  createSchedule(settings, steps) {
    checkSteps(steps, settings.num_train_timesteps);
    const timesteps = spacedTimesteps(settings, steps).map(roundHalfEven);
    return variancePreservingSchedule('ddim', settings, alphasCumprod(settings), timesteps, steps);
  },

  createSolver: (schedule) => new DdimSolver(schedule),
};

class DdimSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof config>;
  readonly #alphaBars: readonly number[];

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
    this.#alphaBars = alphasCumprod(this.#config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const cleanMix = cleanFrom(this.#config.prediction_type, level);
    const noiseMix = noiseFrom(this.#config.prediction_type, level);
    const unlimited = await mixed(input, cleanMix);
    const denoised = await limitClean(input.ops, unlimited, this.#config);

    const previousAlphaBar = this.#previousAlphaBar(level);
    const deviation = (input.eta ?? 0) * this.#posteriorDeviation(level, previousAlphaBar);
    const cleanWeight = Math.sqrt(previousAlphaBar);
    const noiseWeight = Math.sqrt(Math.max(1 - previousAlphaBar - deviation ** 2, 0));
    const drawn = (input.eta ?? 0) > 0 ? ([[deviation, await input.noise()]] as const) : [];
    const sample = limitsClean(this.#config)
      ? await mixed(input, sumMixes([noiseWeight, noiseMix]), [cleanWeight, denoised], ...drawn)
      : await mixed(input, sumMixes([cleanWeight, cleanMix], [noiseWeight, noiseMix]), ...drawn);
    return { sample, denoised };
  }

  dispose(): void {}

  /** Where the step goes: a fixed stride back, which is not the next entry where the spacing is uneven. */
  #previousAlphaBar({ timestep }: NoiseLevel): number {
    const stride = Math.floor(this.#config.num_train_timesteps / this.#schedule.steps);
    const final = this.#config.set_alpha_to_one ? 1 : this.#alphaBars[0]!;
    return this.#alphaBars[timestep - stride] ?? final;
  }

  /** Equation 16 at eta 1. */
  #posteriorDeviation({ alpha, sigma }: NoiseLevel, previousAlphaBar: number): number {
    return Math.sqrt(((1 - previousAlphaBar) / sigma ** 2) * (1 - alpha ** 2 / previousAlphaBar));
  }
}
