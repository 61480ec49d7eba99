import { z } from 'zod';
import type { Tensor } from '../contract/tensor.ts';
import { mixed, weightedSum } from './combining.ts';
import { eulerLadder } from './euler-ladder.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule, ScheduleEntry } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import {
  betaSettings,
  clipSample,
  predictionType,
  sigmaChoice,
  stepsOffset,
  timestepSpacing,
} from './settings.ts';
import { StepStart } from './step-start.ts';
import { limitClean } from './thresholding.ts';
import { repeatedAfterFirst, twoStageSchedule } from './two-stage-schedule.ts';

const config = z.object({
  ...betaSettings,
  beta_start: betaSettings.beta_start.unwrap().default(0.00085),
  beta_end: betaSettings.beta_end.unwrap().default(0.012),
  prediction_type: predictionType.ofNoiseOrClean,
  ...sigmaChoice,
  ...clipSample(false),
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
});

/** Heun's method on the probability flow: Karras et al. 2022, algorithm 1; diffusers' HeunDiscreteScheduler. */
export const heun: SchedulerDefinition<typeof config> = {
  name: 'heun',
  title: 'Heun',
  className: 'HeunDiscreteScheduler',
  summary: 'An Euler step corrected by the slope at its end; two model evaluations per step.',
  config,
  drawsNoise: () => false,

  createSchedule(settings, steps) {
    const { timesteps, sigmas } = eulerLadder(settings, steps);
    const second = timesteps.slice(1).map((timestep, i) => ({ timestep, sigma: sigmas[i + 1]! }));
    const listed = [...repeatedAfterFirst(sigmas), 0];
    return twoStageSchedule('heun', settings, timesteps, [...sigmas, 0], second, listed);
  },

  createSolver: (schedule) => new HeunSolver(schedule),
};

class HeunSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof config>;
  /** The sample and its slope in sigma at the start of the step. */
  readonly #start = new StepStart();

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const sigmas = this.#schedule.sigmas!;
    const unlimited = await mixed(input, cleanFrom(this.#config.prediction_type, level));
    const denoised = await limitClean(input.ops, unlimited, this.#config);
    const slope = await this.#slope(input, level, denoised);

    const [startSample, startSlope] = this.#start.tensors;
    if (startSample === undefined || startSlope === undefined) {
      this.#start.keep(input.ops, input.sample, slope);
      const stride = sigmas[input.index + 1]! - sigmas[input.index]!;
      return {
        sample: await weightedSum(input.ops, [
          [1, input.sample],
          [stride, slope],
        ]),
        denoised,
      };
    }
    const half = (sigmas[input.index]! - sigmas[input.index - 1]!) / 2;
    const sample = await weightedSum(input.ops, [
      [1, startSample],
      [half, startSlope],
      [half, slope],
    ]);
    this.#start.clear();
    return { sample, denoised };
  }

  dispose(): void {
    this.#start.clear();
  }

  /** (x − x₀) / sigma, with the limited x₀. */
  async #slope(input: SolverInput, level: ScheduleEntry, clean: Tensor): Promise<Tensor> {
    const { prediction_type, clip_sample } = this.#config;
    if (clip_sample) {
      return weightedSum(input.ops, [
        [1 / level.sigma, input.sample],
        [-1 / level.sigma, clean],
      ]);
    }
    return prediction_type === 'epsilon' ? input.prediction : mixed(input, noiseFrom(prediction_type, level));
  }
}
