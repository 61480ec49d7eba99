import { z } from 'zod';
import { weightedSum } from './combining.ts';
import { convertPrediction } from './dpm-conversion.ts';
import { type DpmLevel, dpmLadder, dpmLevel, dpmSchedule } from './dpm-ladder.ts';
import { flowSettings, solverOrder } from './dpm-settings.ts';
import { MultistepHistory } from './multistep-history.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import {
  betaSettings,
  choiceAdopting,
  dynamicThresholding,
  predictionType,
  sigmaChoice,
  stepsOffset,
  timestepSpacing,
} from './settings.ts';

const config = z.object({
  ...betaSettings,
  solver_order: solverOrder,
  prediction_type: predictionType.ofAnyKind,
  ...dynamicThresholding,
  algorithm_type: choiceAdopting(['deis'], { dpmsolver: 'deis', 'dpmsolver++': 'deis' })
    .default('deis')
    .describe('DEIS.'),
  solver_type: choiceAdopting(['logrho'], {
    midpoint: 'logrho',
    heun: 'logrho',
    bh1: 'logrho',
    bh2: 'logrho',
  })
    .default('logrho')
    .describe('The variable of the polynomials: log of the noise-to-clean ratio.'),
  lower_order_final: z
    .boolean()
    .default(true)
    .describe('Lower the order at the end of runs of under 15 steps.')
    .meta({ title: 'Lower order at end' }),
  ...sigmaChoice,
  ...flowSettings,
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
});

/** Diffusion exponential integrator sampler, log-rho: Zhang & Chen 2023; diffusers' DEISMultistepScheduler. */
export const deis: SchedulerDefinition<typeof config> = {
  name: 'deis',
  title: 'DEIS',
  className: 'DEISMultistepScheduler',
  summary: 'Extrapolates the noise by a polynomial in log rho and integrates it exactly.',
  config,
  drawsNoise: () => false,

  createSchedule(settings, steps) {
    const { timesteps, sigmas, tableMin } = dpmLadder(settings, steps);
    // There is no step to 0, where log rho has no value; flow sigmas stay at their smallest in the last step.
    const final = settings.use_flow_sigmas ? sigmas.at(-1)! : tableMin;
    return dpmSchedule('deis', settings, timesteps, [...sigmas, final]);
  },

  createSolver: (schedule) => new DeisSolver(schedule),
};

class DeisSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: z.infer<typeof config>;
  readonly #history: MultistepHistory;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
    this.#history = new MultistepHistory(this.#config.solver_order);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = dpmLevel(this.#schedule, input.index);
    const target = dpmLevel(this.#schedule, input.index + 1);
    const { denoised, output } = await convertPrediction(input, level, 'noise', this.#config);
    this.#history.push(input.ops, output);

    const nodes = Array.from({ length: this.#order(input.index) }, (_, i) =>
      logRho(dpmLevel(this.#schedule, input.index - i)),
    );
    const weights = rhoWeights(nodes, logRho(level), logRho(target));
    const sample = await weightedSum(input.ops, [
      [target.alpha / level.alpha, input.sample],
      ...weights.map((weight, i) => [target.alpha * weight, this.#history.tensors[i]!] as const),
    ]);
    return { sample, denoised };
  }

  dispose(): void {
    this.#history.clear();
  }

  #order(index: number): number {
    const { solver_order, lower_order_final } = this.#config;
    const left = this.#schedule.entries.length - index;
    const lowers = lower_order_final && this.#schedule.entries.length < 15;
    return Math.min(solver_order, lowers ? left : solver_order, this.#history.length);
  }
}

function logRho({ alpha, sigma }: DpmLevel): number {
  return Math.log(sigma / alpha);
}

/**
 * ∫ dρ from one rho to another of the Lagrange polynomials in log rho on the nodes (Zhang & Chen, equation 15).
 *
 * @param nodes log rho of the model outputs, newest first
 */
function rhoWeights(nodes: readonly number[], from: number, to: number): readonly number[] {
  return nodes.map((node, i) => {
    const others = nodes.filter((_, j) => j !== i);
    const scale = others.reduce((product, other) => product * (node - other), 1);
    return (primitive(others, to) - primitive(others, from)) / scale;
  });
}

/** The primitive in ρ of Π (log ρ − root), for up to two roots, at ρ = e^u. */
function primitive(roots: readonly number[], u: number): number {
  const [first, second] = roots;
  const rho = Math.exp(u);
  if (first === undefined) return rho;
  if (second === undefined) return rho * (u - first - 1);
  return rho * ((u - first) * (u - second) - (2 * u - first - second) + 2);
}
