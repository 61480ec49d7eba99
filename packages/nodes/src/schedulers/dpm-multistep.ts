import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { weightedSum } from './combining.ts';
import { convertPrediction } from './dpm-conversion.ts';
import { dpmLadder, dpmLevel, dpmSchedule } from './dpm-ladder.ts';
import { dpmSolverSettings, flowSettings } from './dpm-settings.ts';
import { checkDpmAlgorithm, multistepWeights } from './dpm-update.ts';
import { MultistepHistory } from './multistep-history.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, predictionType, rescaleZeroSnr, stepsOffset, timestepSpacing } from './settings.ts';

const config = z.object({
  ...betaSettings,
  ...dpmSolverSettings,
  ...flowSettings,
  prediction_type: predictionType.ofAnyKind,
  lower_order_final: z
    .boolean()
    .default(true)
    .describe('Lower the order at the end of runs of under 15 steps.')
    .meta({ title: 'Lower order at end' }),
  euler_at_final: z
    .boolean()
    .default(false)
    .describe('Take the last step at first order.')
    .meta({ title: 'Euler at end' }),
  use_lu_lambdas: z
    .boolean()
    .default(false)
    .describe('Noise levels evenly spaced in lambda (Lu et al. 2022).')
    .meta({ title: 'Lu lambdas' }),
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
  rescale_betas_zero_snr: rescaleZeroSnr,
});

type Config = z.infer<typeof config>;

/** DPM-Solver and DPM-Solver++, multistep: Lu et al. 2022; diffusers' DPMSolverMultistepScheduler. */
export const dpmMultistep: SchedulerDefinition<typeof config> = {
  name: 'dpm-multistep',
  title: 'DPM-Solver++ (multistep)',
  className: 'DPMSolverMultistepScheduler',
  summary: 'High order from the predictions of earlier steps; good pictures in 15 to 25 steps.',
  config,
  drawsNoise: ({ algorithm_type }) => algorithm_type.startsWith('sde-'),

  createSchedule(settings, steps) {
    checkDpmAlgorithm(settings);
    checkOrder(settings);
    const { timesteps, sigmas, tableMin } = dpmLadder(settings, steps, true);
    const final = settings.final_sigmas_type === 'sigma_min' ? tableMin : 0;
    return dpmSchedule('dpm-multistep', settings, timesteps, [...sigmas, final]);
  },

  createSolver: (schedule) => new DpmMultistepSolver(schedule),
};

function checkOrder({ algorithm_type, solver_order }: Config): void {
  if (algorithm_type !== 'sde-dpmsolver' || solver_order < 3) return;
  throw new ProblemError({
    code: 'solver-order-impossible',
    message: "Setting 'solver_order' is 3, but algorithm 'sde-dpmsolver' has orders 1 and 2 only.",
    remedy: "Set 'solver_order' to 2, or 'algorithm_type' to 'sde-dpmsolver++'.",
    param: 'solver_order',
  });
}

class DpmMultistepSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: Config;
  readonly #history: MultistepHistory;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
    this.#history = new MultistepHistory(this.#config.solver_order);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const { ops, index } = input;
    const { algorithm_type, solver_type } = this.#config;
    const over = algorithm_type.endsWith('++') ? 'clean' : 'noise';
    const converted = await convertPrediction(input, dpmLevel(this.#schedule, index), over, this.#config);
    this.#history.push(ops, converted.output);

    const levels = Array.from({ length: this.#order(index) + 1 }, (_, i) =>
      dpmLevel(this.#schedule, index + 1 - i),
    );
    const weights = multistepWeights(algorithm_type, solver_type, levels);
    const sample = await weightedSum(ops, [
      [weights.sample, input.sample],
      ...weights.outputs.map((weight, i) => [weight, this.#history.tensors[i]!] as const),
      ...(algorithm_type.startsWith('sde-') ? [[weights.noise, await input.noise()] as const] : []),
    ]);
    return { sample, denoised: converted.denoised };
  }

  dispose(): void {
    this.#history.clear();
  }

  /** Limited by the outputs at hand, and near the end, where high orders are unstable. */
  #order(index: number): number {
    const { entries } = this.#schedule;
    const { solver_order, lower_order_final, euler_at_final, final_sigmas_type } = this.#config;
    const lowers = lower_order_final && entries.length < 15;
    const left = entries.length - index;
    if (left === 1 && (euler_at_final || lowers || final_sigmas_type === 'zero')) return 1;
    const limit = left === 2 && lowers ? 2 : solver_order;
    return Math.min(solver_order, limit, this.#history.length);
  }
}
