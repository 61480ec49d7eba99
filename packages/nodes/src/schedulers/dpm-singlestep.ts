import { z } from 'zod';
import { weightedSum } from './combining.ts';
import { convertPrediction } from './dpm-conversion.ts';
import { dpmLadder, dpmLevel, dpmSchedule } from './dpm-ladder.ts';
import { ALGORITHM, dpmSolverSettings } from './dpm-settings.ts';
import { checkDpmAlgorithm, singlestepWeights } from './dpm-update.ts';
import { MultistepHistory } from './multistep-history.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, choiceAdopting, predictionType } from './settings.ts';
import { StepStart } from './step-start.ts';

const config = z.object({
  ...betaSettings,
  ...dpmSolverSettings,
  algorithm_type: choiceAdopting(['dpmsolver++', 'dpmsolver', 'sde-dpmsolver++'], { deis: 'dpmsolver++' })
    .default('dpmsolver++')
    .meta(ALGORITHM),
  prediction_type: predictionType.ofNoiseOrClean,
  lower_order_final: z
    .boolean()
    .default(false)
    .describe('Lower the order in the last steps.')
    .meta({ title: 'Lower order at end' }),
});

type Config = z.infer<typeof config>;

/** DPM-Solver and DPM-Solver++, singlestep: Lu et al. 2022; diffusers' DPMSolverSinglestepScheduler. */
export const dpmSinglestep: SchedulerDefinition<typeof config> = {
  name: 'dpm-singlestep',
  title: 'DPM-Solver++ (singlestep)',
  className: 'DPMSolverSinglestepScheduler',
  summary: 'High order from evaluations within groups of steps; good for unguided models.',
  config,
  drawsNoise: ({ algorithm_type }) => algorithm_type.startsWith('sde-'),

  createSchedule(settings, steps) {
    checkDpmAlgorithm(settings);
    const spacing = { ...settings, timestep_spacing: 'linspace', steps_offset: 0 } as const;
    const { timesteps, sigmas, tableMin } = dpmLadder(spacing, steps);
    const final = settings.final_sigmas_type === 'sigma_min' ? tableMin : 0;
    return dpmSchedule('dpm-singlestep', settings, timesteps, [...sigmas, final]);
  },

  createSolver: (schedule) => new DpmSinglestepSolver(schedule),
};

/** The order of every step: rising within each group, so that each group starts afresh. */
function orderList(settings: Config, steps: number): readonly number[] {
  const { solver_order: order, final_sigmas_type } = settings;
  const lowers = settings.lower_order_final || steps % order !== 0 || final_sigmas_type === 'zero';
  const orders = Array.from({ length: steps }, (_, i) => (i % order) + 1);
  if (!lowers) return orders;
  // A full group at the end would reach its highest order in the very last step.
  if (steps % order === 0) orders[steps - 1] = 1;
  return final_sigmas_type === 'zero' ? orders.with(-1, 1) : orders;
}

class DpmSinglestepSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: Config;
  readonly #orders: readonly number[];
  readonly #history: MultistepHistory;
  /** The sample at the start of the group. */
  readonly #start = new StepStart();

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
    this.#orders = orderList(this.#config, schedule.entries.length);
    this.#history = new MultistepHistory(this.#config.solver_order);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const { ops, index } = input;
    const { algorithm_type, solver_type } = this.#config;
    const over = algorithm_type.endsWith('++') ? 'clean' : 'noise';
    const converted = await convertPrediction(input, dpmLevel(this.#schedule, index), over, this.#config);
    this.#history.push(ops, converted.output);

    // A run that starts in the middle of a group has no outputs from its beginning.
    const order = Math.min(this.#orders[index]!, this.#history.length);
    if (order === 1) this.#start.keep(ops, input.sample);
    const levels = Array.from({ length: order + 1 }, (_, i) => dpmLevel(this.#schedule, index + 1 - i));
    const weights = singlestepWeights(algorithm_type, solver_type, levels);
    const sample = await weightedSum(ops, [
      [weights.sample, this.#start.tensors[0]!],
      ...weights.outputs.map((weight, i) => [weight, this.#history.tensors[i]!] as const),
      ...(algorithm_type.startsWith('sde-') ? [[weights.noise, await input.noise()] as const] : []),
    ]);
    return { sample, denoised: converted.denoised };
  }

  dispose(): void {
    this.#history.clear();
    this.#start.clear();
  }
}
