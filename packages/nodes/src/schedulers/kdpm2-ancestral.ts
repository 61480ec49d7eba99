import type { z } from 'zod';
import { ancestralSplit } from './ancestral.ts';
import { mixed, sumMixes, weightedSum } from './combining.ts';
import { kdpm2Config, kdpm2Schedule } from './kdpm2.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { StepStart } from './step-start.ts';

/** DPM2 with ancestral noise, after k-diffusion; diffusers' KDPM2AncestralDiscreteScheduler. */
export const kdpm2Ancestral: SchedulerDefinition<typeof kdpm2Config> = {
  name: 'kdpm2-ancestral',
  title: 'KDPM2 ancestral',
  className: 'KDPM2AncestralDiscreteScheduler',
  summary: 'Midpoint steps past the next noise level, with fresh noise; two model evaluations per step.',
  config: kdpm2Config,
  drawsNoise: () => true,
  createSchedule: (settings, steps) =>
    kdpm2Schedule('kdpm2-ancestral', settings, steps, (sigma, next) =>
      Math.sqrt(sigma * ancestralSplit(sigma, next).down),
    ),
  createSolver: (schedule) => new Kdpm2AncestralSolver(schedule),
};

class Kdpm2AncestralSolver implements Solver {
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
    const sigma = this.#schedule.sigmas![input.index - 1]!;
    const { down, up } = ancestralSplit(sigma, this.#schedule.sigmas![input.index]!);
    const sample = await weightedSum(input.ops, [
      [1, start],
      [(down - sigma) * noise.sample, input.sample],
      [(down - sigma) * noise.prediction, input.prediction],
      [up, await input.noise()],
    ]);
    this.#start.clear();
    return { sample, denoised };
  }

  dispose(): void {
    this.#start.clear();
  }
}
