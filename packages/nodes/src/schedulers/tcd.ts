import { alphasCumprod } from './betas.ts';
import { mixed, sumMixes } from './combining.ts';
import { distilledTimesteps } from './distilled-timesteps.ts';
import { distilledConfig } from './lcm.ts';
import { levelAt } from './levels.ts';
import { cleanFrom, noiseFrom, type PredictionType } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { variancePreservingSchedule } from './vp-schedule.ts';

/** The paper's gamma, as diffusers' step has it by default. */
const DEFAULT_ETA = 0.3;

/** Trajectory consistency distillation: Zheng et al. 2024, algorithm 4; diffusers' TCDScheduler. */
export const tcd: SchedulerDefinition<typeof distilledConfig> = {
  name: 'tcd',
  title: 'TCD',
  className: 'TCDScheduler',
  summary: 'For TCD-distilled models: jumps past the next timestep and noises back to it; eta sets how far.',
  config: distilledConfig,
  drawsNoise: (_, eta = DEFAULT_ETA) => eta > 0,

  createSchedule(settings, steps) {
    const timesteps = distilledTimesteps(settings, steps);
    return variancePreservingSchedule('tcd', settings, alphasCumprod(settings), timesteps, steps);
  },

  createSolver: (schedule) => new TcdSolver(schedule),
};

class TcdSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #alphaBars: readonly number[];
  readonly #predictionType: PredictionType;

  constructor(schedule: Schedule) {
    const config = distilledConfig.parse(schedule.config);
    this.#schedule = schedule;
    this.#alphaBars = alphasCumprod(config);
    this.#predictionType = config.prediction_type;
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const eta = input.eta ?? DEFAULT_ETA;
    const level = this.#schedule.entries[input.index]!;
    const clean = cleanFrom(this.#predictionType, level);
    const noise = noiseFrom(this.#predictionType, level);
    const landing = levelAt(this.#alphaBars, landingTimestep(level.next?.timestep ?? 0, eta));
    const jump = sumMixes([landing.alpha, clean], [landing.sigma, noise]);
    const denoised = await mixed(input, clean);
    if (eta === 0 || level.next === null) return { sample: await mixed(input, jump), denoised };

    const back = level.next.alpha / landing.alpha;
    const deviation = Math.sqrt(Math.max(1 - back ** 2, 0));
    const sample = await mixed(input, sumMixes([back, jump]), [deviation, await input.noise()]);
    return { sample, denoised };
  }

  dispose(): void {}
}

/** In float32, as diffusers multiplies: the floor would fall differently otherwise. */
function landingTimestep(next: number, eta: number): number {
  return Math.floor(Math.fround(Math.fround(1 - eta) * next));
}
