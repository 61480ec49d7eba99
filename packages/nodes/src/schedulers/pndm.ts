import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Tensor } from '../contract/tensor.ts';
import { alphasCumprod } from './betas.ts';
import { mixed, weightedSum } from './combining.ts';
import { levelAt } from './levels.ts';
import { MultistepHistory } from './multistep-history.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { NoiseLevel, Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, predictionType, setAlphaToOne, stepsOffset, timestepSpacing } from './settings.ts';
import { checkSteps, roundHalfEven, spacedTimesteps } from './spacing.ts';
import { StepStart } from './step-start.ts';
import { variancePreservingSchedule } from './vp-schedule.ts';

const config = z.object({
  ...betaSettings,
  skip_prk_steps: z
    .boolean()
    .default(false)
    .describe('Start without Runge–Kutta steps, as Stable Diffusion does.')
    .meta({ title: 'Skip Runge–Kutta steps' }),
  set_alpha_to_one: setAlphaToOne(false),
  prediction_type: predictionType.ofNoise,
  timestep_spacing: timestepSpacing('leading'),
  steps_offset: stepsOffset,
});

type Config = z.infer<typeof config>;

/** Steps that the Runge–Kutta start replaces, and the order of the multistep rule. */
const ORDER = 4;

/** Adams–Bashforth weights by the number of predictions at hand, newest first. */
const ADAMS_BASHFORTH: readonly (readonly number[])[] = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
];

/** Weights of the four evaluations of one Runge–Kutta step, newest first. */
const RUNGE_KUTTA = [1 / 6, 1 / 3, 1 / 3, 1 / 6] as const;

/** Pseudo numerical methods on manifolds: Liu et al. 2022, algorithm 2; diffusers' PNDMScheduler. */
export const pndm: SchedulerDefinition<typeof config> = {
  name: 'pndm',
  title: 'PNDM',
  className: 'PNDMScheduler',
  summary: "Linear multistep over the model's noise; Stable Diffusion 1.x's own scheduler.",
  config,
  drawsNoise: () => false,

  createSchedule(settings, steps) {
    checkSteps(steps, settings.num_train_timesteps);
    const { rungeKutta, multistep } = timestepsOf(settings, steps);
    const timesteps = [...rungeKutta, ...multistep];
    return variancePreservingSchedule('pndm', settings, alphasCumprod(settings), timesteps, steps);
  },

  createSolver: (schedule) => new PndmSolver(schedule),
};

/**
 * Runge–Kutta steps evaluate four times: at the step, twice half a stride on, and at the next step. Without them the
 * second timestep comes twice, so that the first two evaluations make one step of Heun's kind.
 */
function timestepsOf(settings: Config, steps: number) {
  const spaced = spacedTimesteps(settings, steps).map(roundHalfEven);
  if (settings.skip_prk_steps) {
    return { rungeKutta: [], multistep: [...spaced.slice(0, 2), ...spaced.slice(1)] };
  }
  if (steps < ORDER) {
    throw new ProblemError({
      code: 'steps-out-of-range',
      message: `Setting 'steps' is ${steps}, but PNDM's Runge–Kutta start needs at least ${ORDER}.`,
      remedy: "Use more steps, or turn 'skip_prk_steps' on.",
      param: 'steps',
    });
  }
  const half = halfStride(settings, steps);
  const rungeKutta = spaced.slice(0, ORDER - 1).flatMap((timestep, i) => {
    const middle = spaced[i + 1]! + half;
    return [timestep, middle, middle, spaced[i + 1]!];
  });
  return { rungeKutta, multistep: spaced.slice(ORDER - 1) };
}

function stride(settings: Config, steps: number): number {
  return Math.floor(settings.num_train_timesteps / steps);
}

function halfStride(settings: Config, steps: number): number {
  return Math.floor(stride(settings, steps) / 2);
}

class PndmSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: Config;
  readonly #alphaBars: readonly number[];
  readonly #rungeKutta: readonly number[];
  /** Predictions at whole steps, for the multistep rule. */
  readonly #predictions = new MultistepHistory(ORDER);
  /** Predictions within one Runge–Kutta step. */
  readonly #stages = new MultistepHistory(RUNGE_KUTTA.length);
  /** The sample that a step of several evaluations starts from. */
  readonly #start = new StepStart();
  #calls = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
    this.#alphaBars = alphasCumprod(this.#config);
    this.#rungeKutta = timestepsOf(this.#config, schedule.steps).rungeKutta;
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const call = this.#calls++;
    const sample =
      call < this.#rungeKutta.length
        ? await this.#rungeKuttaStep(input, level.timestep, call)
        : await this.#multistep(input, level.timestep, call);
    return { sample, denoised: await mixed(input, cleanFrom(this.#config.prediction_type, level)) };
  }

  dispose(): void {
    for (const kept of [this.#predictions, this.#stages, this.#start]) kept.clear();
  }

  async #rungeKuttaStep(input: SolverInput, timestep: number, call: number): Promise<Tensor> {
    const stage = call % RUNGE_KUTTA.length;
    if (stage === 0) {
      this.#stages.clear();
      this.#start.keep(input.ops, input.sample);
      this.#predictions.push(input.ops, input.prediction);
    }
    this.#stages.push(input.ops, input.prediction);
    const from = this.#rungeKutta[call - stage]!;
    const to = stage % 2 === 0 ? timestep - halfStride(this.#config, this.#schedule.steps) : timestep;
    const weights = stage === RUNGE_KUTTA.length - 1 ? RUNGE_KUTTA : [1];
    return this.#transfer(input, this.#start.tensors[0]!, from, to, weights, this.#stages.tensors);
  }

  async #multistep(input: SolverInput, timestep: number, call: number): Promise<Tensor> {
    const step = stride(this.#config, this.#schedule.steps);
    const start = this.#start.tensors[0];
    if (call === 1 && start !== undefined) {
      // The same step once more, with the mean of the predictions at both its ends.
      const terms = [input.prediction, ...this.#predictions.tensors];
      return this.#transfer(input, start, timestep + step, timestep, [1 / 2, 1 / 2], terms);
    }
    if (call === 0) this.#start.keep(input.ops, input.sample);
    else this.#start.clear();
    this.#predictions.push(input.ops, input.prediction);
    const weights = ADAMS_BASHFORTH[this.#predictions.length - 1]!;
    return this.#transfer(input, input.sample, timestep, timestep - step, weights, this.#predictions.tensors);
  }

  /** Moves a sample between timesteps along a weighted sum of predictions (Liu et al., equation 11). */
  #transfer(
    input: SolverInput,
    sample: Tensor,
    from: number,
    to: number,
    weights: readonly number[],
    predictions: readonly Tensor[],
  ): Promise<Tensor> {
    const source = levelAt(this.#alphaBars, from);
    const target = this.#target(to);
    const noise = noiseFrom(this.#config.prediction_type, source);
    const sampleWeight = target.alpha / source.alpha;
    const noiseWeight = target.sigma - sampleWeight * source.sigma;
    return weightedSum(input.ops, [
      [sampleWeight + noiseWeight * noise.sample, sample],
      ...weights.map((weight, i) => [weight * noiseWeight * noise.prediction, predictions[i]!] as const),
    ]);
  }

  #target(timestep: number): NoiseLevel {
    if (timestep < 0 && this.#config.set_alpha_to_one) return { timestep, alpha: 1, sigma: 0 };
    return levelAt(this.#alphaBars, Math.max(timestep, 0));
  }
}
