import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Tensor } from '../contract/tensor.ts';
import { weightedSum } from './combining.ts';
import { convertPrediction } from './dpm-conversion.ts';
import { dpmLadder, dpmLevel, dpmSchedule } from './dpm-ladder.ts';
import { flowSettings, solverOrder } from './dpm-settings.ts';
import { MultistepHistory } from './multistep-history.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import {
  betaSettings,
  choiceAdopting,
  dynamicThresholding,
  finalSigmasType,
  predictionType,
  rescaleZeroSnr,
  sigmaChoice,
  stepsOffset,
  timestepSpacing,
} from './settings.ts';
import { StepStart } from './step-start.ts';
import { correctorWeights, predictorWeights, type UniPcWeights } from './unipc-weights.ts';

const config = z.object({
  ...betaSettings,
  solver_order: solverOrder,
  prediction_type: predictionType.ofAnyKind,
  ...dynamicThresholding,
  predict_x0: z
    .boolean()
    .default(true)
    .describe('Extrapolate the clean sample rather than the noise.')
    .meta({ title: 'Predict x₀' }),
  solver_type: choiceAdopting(['bh2', 'bh1'], { midpoint: 'bh2', heun: 'bh2', logrho: 'bh2' })
    .default('bh2')
    .describe('B(h): h (bh1) for few unguided steps, exp(h) − 1 (bh2) otherwise.')
    .meta({ labels: { bh1: 'bh1', bh2: 'bh2' } }),
  lower_order_final: z
    .boolean()
    .default(true)
    .describe('Lower the order in the last steps.')
    .meta({ title: 'Lower order at end' }),
  disable_corrector: z
    .array(z.int().min(0))
    .default([])
    .describe('Steps, counted from 0, whose sample is not corrected afterwards.')
    .meta({ title: 'Uncorrected steps' }),
  solver_p: z.null().default(null).describe('Another predictor; not supported.'),
  ...sigmaChoice,
  ...flowSettings,
  timestep_spacing: timestepSpacing('linspace'),
  steps_offset: stepsOffset,
  final_sigmas_type: finalSigmasType,
  rescale_betas_zero_snr: rescaleZeroSnr,
});

type Config = z.infer<typeof config>;

/** Unified predictor-corrector: Zhao et al. 2023; diffusers' UniPCMultistepScheduler. */
export const unipc: SchedulerDefinition<typeof config> = {
  name: 'unipc',
  title: 'UniPC',
  className: 'UniPCMultistepScheduler',
  summary: 'Corrects each sample with the prediction made at it; good pictures in 8 to 15 steps.',
  config,
  drawsNoise: () => false,

  createSchedule(settings, steps) {
    checkFinalStep(settings);
    const { timesteps, sigmas, tableMin } = dpmLadder(settings, steps);
    const smallest = settings.use_flow_sigmas ? sigmas.at(-1)! : tableMin;
    const final = settings.final_sigmas_type === 'sigma_min' ? smallest : 0;
    return dpmSchedule('unipc', settings, timesteps, [...sigmas, final]);
  },

  createSolver: (schedule) => new UniPcSolver(schedule),
};

/** A step to sigma 0 is infinitely long in lambda: only first order over the clean sample can take it. */
function checkFinalStep(settings: Config): void {
  if (settings.final_sigmas_type === 'sigma_min') return;
  const { predict_x0, lower_order_final, solver_order } = settings;
  if (predict_x0 && (lower_order_final || solver_order === 1)) return;
  const culprit = predict_x0 ? 'lower_order_final' : 'predict_x0';
  throw new ProblemError({
    code: 'final-sigma-zero-impossible',
    message: `With '${culprit}' off, the last step cannot go to 'final_sigmas_type' zero.`,
    remedy: `Set 'final_sigmas_type' to 'sigma_min', or turn '${culprit}' on.`,
    param: culprit,
  });
}

class UniPcSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #config: Config;
  /** Model outputs, converted, newest first. */
  readonly #history: MultistepHistory;
  /** The sample that the last predictor started from. */
  readonly #last = new StepStart();
  #lastOrder = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#config = config.parse(schedule.config);
    // The corrector needs the outputs of a full order beside the one just made.
    this.#history = new MultistepHistory(this.#config.solver_order + 1);
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = dpmLevel(this.#schedule, input.index);
    const over = this.#config.predict_x0 ? 'clean' : 'noise';
    const { denoised, output } = await convertPrediction(input, level, over, this.#config);
    this.#history.push(input.ops, output);

    const start = await this.#corrected(input);
    this.#lastOrder = this.#order(input.index);
    this.#last.keep(input.ops, start);
    const levels = this.#levels(input.index + 1, this.#lastOrder + 1);
    const sample = await this.#apply(input, start, predictorWeights(this.#config, levels));
    return { sample, denoised };
  }

  dispose(): void {
    this.#history.clear();
    this.#last.clear();
  }

  /** The step's sample, made again now that the prediction at its end is known. */
  async #corrected(input: SolverInput): Promise<Tensor> {
    const [last] = this.#last.tensors;
    if (last === undefined || this.#config.disable_corrector.includes(input.index - 1)) return input.sample;
    const levels = this.#levels(input.index, this.#lastOrder + 1);
    return this.#apply(input, last, correctorWeights(this.#config, levels));
  }

  #apply(input: SolverInput, sample: Tensor, weights: UniPcWeights): Promise<Tensor> {
    return weightedSum(input.ops, [
      [weights.sample, sample],
      ...weights.outputs.map((weight, i) => [weight, this.#history.tensors[i]!] as const),
    ]);
  }

  /** `count` levels back from an index. */
  #levels(index: number, count: number) {
    return Array.from({ length: count }, (_, i) => dpmLevel(this.#schedule, index - i));
  }

  #order(index: number): number {
    const { solver_order, lower_order_final } = this.#config;
    const left = this.#schedule.entries.length - index;
    return Math.min(solver_order, lower_order_final ? left : solver_order, this.#history.length);
  }
}
