import { z } from 'zod';
import { mixed, sumMixes, weightedSum } from './combining.ts';
import { eulerLadder } from './euler-ladder.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, predictionType, sigmaChoice, stepsOffset, timestepSpacing } from './settings.ts';
import { sigmaToTimestep } from './sigmas.ts';
import { roundHalfEven } from './spacing.ts';
import { StepStart } from './step-start.ts';
import { repeatedAfterFirst, twoStageSchedule } from './two-stage-schedule.ts';

/** Settings of both KDPM2 classes. */
export const kdpm2Config = z.object({
  ...betaSettings,
  beta_start: betaSettings.beta_start.unwrap().default(0.00085),
  beta_end: betaSettings.beta_end.unwrap().default(0.012),
  ...sigmaChoice,
  prediction_type: predictionType.ofNoise,
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
});

/**
 * The schedule of a KDPM2 class.
 *
 * @param between sigma of a step's second evaluation, from the sigmas at its ends
 */
export function kdpm2Schedule(
  scheduler: string,
  settings: z.infer<typeof kdpm2Config>,
  steps: number,
  between: (sigma: number, next: number) => number,
): Schedule {
  const { timesteps, sigmas, table } = eulerLadder(settings, steps);
  const logTable = table.map(Math.log);
  const second = sigmas.slice(1).map((next, i) => {
    const sigma = between(sigmas[i]!, next);
    return { timestep: sigmaToTimestep(sigma, logTable), sigma };
  });
  const whole = settings.use_karras_sigmas ? timesteps.map(roundHalfEven) : timesteps;
  const listed = [...repeatedAfterFirst([...sigmas, 0]), 0];
  return twoStageSchedule(scheduler, settings, whole, [...sigmas, 0], second, listed);
}

/** DPM2 of k-diffusion: the midpoint rule in log sigma, after Karras et al. 2022; diffusers' KDPM2DiscreteScheduler. */
export const kdpm2: SchedulerDefinition<typeof kdpm2Config> = {
  name: 'kdpm2',
  title: 'KDPM2',
  className: 'KDPM2DiscreteScheduler',
  summary: 'Midpoint steps in log sigma; two model evaluations per step.',
  config: kdpm2Config,
  drawsNoise: () => false,
  createSchedule: (settings, steps) =>
    kdpm2Schedule('kdpm2', settings, steps, (sigma, next) => Math.sqrt(sigma * next)),
  createSolver: (schedule) => new Kdpm2Solver(schedule),
};

class Kdpm2Solver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof kdpm2Config>;
  readonly #start = new StepStart();

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = kdpm2Config.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const clean = cleanFrom(this.#config.prediction_type, level);
    const noise = noiseFrom(this.#config.prediction_type, level);
    const denoised = await mixed(input, clean);

    const [start] = this.#start.tensors;
    if (start === undefined) {
      const between = this.#schedule.entries[input.index + 1]?.sigma ?? 0;
      this.#start.keep(input.ops, input.sample);
      return { sample: await mixed(input, sumMixes([1, clean], [between, noise])), denoised };
    }
    const stride = this.#schedule.sigmas![input.index]! - this.#schedule.sigmas![input.index - 1]!;
    const sample = await weightedSum(input.ops, [
      [1, start],
      [stride * noise.sample, input.sample],
      [stride * noise.prediction, input.prediction],
    ]);
    this.#start.clear();
    return { sample, denoised };
  }

  dispose(): void {
    this.#start.clear();
  }
}
