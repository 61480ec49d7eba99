import { z } from 'zod';
import { ancestralSplit } from './ancestral.ts';
import { mixed, sumMixes } from './combining.ts';
import { eulerLadder, eulerSchedule } from './euler-ladder.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, predictionType, rescaleZeroSnr, stepsOffset, timestepSpacing } from './settings.ts';

const config = z.object({
  ...betaSettings,
  prediction_type: predictionType.ofNoise,
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
  rescale_betas_zero_snr: rescaleZeroSnr,
});

/** Euler steps with ancestral noise, after k-diffusion; diffusers' EulerAncestralDiscreteScheduler. */
export const eulerAncestral: SchedulerDefinition<typeof config> = {
  name: 'euler-ancestral',
  title: 'Euler ancestral',
  className: 'EulerAncestralDiscreteScheduler',
  summary: 'Steps past the next noise level and adds fresh noise; varied, and never settles.',
  config,
  drawsNoise: () => true,

  createSchedule(settings, steps) {
    const { timesteps, sigmas } = eulerLadder(settings, steps);
    return eulerSchedule('euler-ancestral', settings, timesteps, [...sigmas, 0]);
  },

  createSolver: (schedule) => new EulerAncestralSolver(schedule),
};

class EulerAncestralSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof config>;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const { down, up } = ancestralSplit(level.sigma, this.#schedule.sigmas![input.index + 1]!);
    const clean = cleanFrom(this.#config.prediction_type, level);
    const noise = noiseFrom(this.#config.prediction_type, level);
    return {
      sample: await mixed(input, sumMixes([1, clean], [down, noise]), [up, await input.noise()]),
      denoised: await mixed(input, clean),
    };
  }

  dispose(): void {}
}
