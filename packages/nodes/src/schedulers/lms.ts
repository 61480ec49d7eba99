import { z } from 'zod';
import { mixed, weightedSum } from './combining.ts';
import { eulerLadder, eulerSchedule } from './euler-ladder.ts';
import { MultistepHistory } from './multistep-history.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, predictionType, sigmaChoice, stepsOffset, timestepSpacing } from './settings.ts';

const config = z.object({
  ...betaSettings,
  ...sigmaChoice,
  prediction_type: predictionType.ofNoise,
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
});

const ORDER = 4;

/** Linear multistep in sigma with exact Adams weights, after k-diffusion; diffusers' LMSDiscreteScheduler. */
export const lms: SchedulerDefinition<typeof config> = {
  name: 'lms',
  title: 'LMS',
  className: 'LMSDiscreteScheduler',
  summary: 'Extrapolates the noise of the last four steps by a polynomial in sigma.',
  config,
  drawsNoise: () => false,

  createSchedule(settings, steps) {
    const { timesteps, sigmas } = eulerLadder(settings, steps);
    return eulerSchedule('lms', settings, timesteps, [...sigmas, 0]);
  },

  createSolver: (schedule) => new LmsSolver(schedule),
};

class LmsSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof config>;
  /** Slopes of the sample in sigma: the noise that the model foresaw. */
  readonly #slopes = new MultistepHistory(ORDER);

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const type = this.#config.prediction_type;
    const slope = type === 'epsilon' ? input.prediction : await mixed(input, noiseFrom(type, level));
    this.#slopes.push(input.ops, slope);

    const weights = adamsWeights(this.#schedule.sigmas!, input.index, Math.min(input.index + 1, ORDER));
    const terms = this.#slopes.tensors.map((tensor, i) => [weights[i]!, tensor] as const);
    return {
      // A run that starts in the middle has fewer slopes than weights at first; diffusers drops the rest as well.
      sample: await weightedSum(input.ops, [[1, input.sample], ...terms]),
      denoised: await mixed(input, cleanFrom(type, level)),
    };
  }

  dispose(): void {
    this.#slopes.clear();
  }
}

/** ∫ from sigma[index] to sigma[index + 1] of the Lagrange polynomials on the last `order` sigmas, newest first. */
function adamsWeights(sigmas: readonly number[], index: number, order: number): readonly number[] {
  const nodes = Array.from({ length: order }, (_, i) => sigmas[index - i]!);
  const middle = (sigmas[index]! + sigmas[index + 1]!) / 2;
  const half = (sigmas[index + 1]! - sigmas[index]!) / 2;
  // Gauss–Legendre with two points is exact up to degree three, which is all that four nodes have.
  const points = [middle - half / Math.sqrt(3), middle + half / Math.sqrt(3)];
  return nodes.map((node, i) => {
    const others = nodes.filter((_, j) => j !== i);
    const lagrange = (x: number) =>
      others.reduce((product, other) => (product * (x - other)) / (node - other), 1);
    return half * points.reduce((sum, point) => sum + lagrange(point), 0);
  });
}
