import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { mixed, sumMixes } from './combining.ts';
import { chainLevels } from './levels.ts';
import { cleanFrom, noiseFrom } from './prediction.ts';
import type { Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './scheduler.ts';
import { betaSettings, sigmaChoice } from './settings.ts';
import { checkSigmaChoice, respacedSigmas } from './sigmas.ts';
import { checkSteps, linspace } from './spacing.ts';

const config = z.object({
  num_train_timesteps: betaSettings.num_train_timesteps,
  shift: z.number().positive().default(1).describe('Shift of the noise levels towards noise; 3 for SD 3.'),
  use_dynamic_shifting: z
    .boolean()
    .default(false)
    .describe('Shift by the size of the picture instead.')
    .meta({ title: 'Dynamic shifting' }),
  base_shift: z.number().default(0.5).describe('Dynamic shift for a small picture.'),
  max_shift: z.number().default(1.15).describe('Dynamic shift for a large picture.'),
  base_image_seq_len: z
    .int()
    .min(1)
    .default(256)
    .describe('Image tokens of a small picture: patches of 2 × 2 latent cells.')
    .meta({ title: 'Base image tokens' }),
  max_image_seq_len: z
    .int()
    .min(1)
    .default(4096)
    .describe('Image tokens of a large picture.')
    .meta({ title: 'Max image tokens' }),
  invert_sigmas: z.boolean().default(false).describe('Count the noise levels from the clean end.'),
  shift_terminal: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .describe('Stretch the noise levels to end here.')
    .meta({ title: 'Terminal sigma' }),
  ...sigmaChoice,
  time_shift_type: z
    .enum(['exponential', 'linear'])
    .default('exponential')
    .describe('Form of the dynamic shift.')
    .meta({ title: 'Time shift' }),
  stochastic_sampling: z
    .boolean()
    .default(false)
    .describe('Re-noise the foreseen clean sample in each step.'),
});

type Config = z.infer<typeof config>;

/** Euler's method on straight flows: Esser et al. 2024 (SD 3), §5.3.2; diffusers' FlowMatchEulerDiscreteScheduler. */
export const flowMatchEuler: SchedulerDefinition<typeof config> = {
  name: 'flow-match-euler',
  title: 'Flow-match Euler',
  className: 'FlowMatchEulerDiscreteScheduler',
  summary: 'For flow models such as SD 3 and Flux: Euler steps along straight lines.',
  config,
  drawsNoise: ({ stochastic_sampling }) => stochastic_sampling,

  createSchedule(settings, steps, imageTokens) {
    checkSteps(steps, settings.num_train_timesteps);
    checkSigmaChoice(settings);
    const noiseShares = sigmasOf(settings, steps, imageTokens);
    const sigmas = settings.invert_sigmas ? noiseShares.map((sigma) => 1 - sigma) : noiseShares;
    const levels = sigmas.map((sigma) => ({
      timestep: Math.fround(sigma * settings.num_train_timesteps),
      alpha: 1 - sigma,
      sigma,
    }));
    return {
      scheduler: 'flow-match-euler',
      config: settings,
      steps,
      entries: chainLevels(levels),
      sigmas: [...sigmas, settings.invert_sigmas ? 1 : 0],
      from: 0,
      to: steps,
      initNoiseSigma: 1,
      order: 1,
    };
  },

  createSolver: (schedule) => new FlowMatchEulerSolver(schedule),
};

/** Noise shares from noisy to clean. @throws ProblemError when a dynamic shift has no size to go by */
function sigmasOf(settings: Config, steps: number, imageTokens: number | undefined): readonly number[] {
  const staticShift = (sigma: number) => (settings.shift * sigma) / (1 + (settings.shift - 1) * sigma);
  const shift = settings.use_dynamic_shifting ? dynamicShift(settings, imageTokens) : staticShift;
  // The ends are shifted once by the class itself and again with all levels, as in diffusers.
  const smallest = 1 / settings.num_train_timesteps;
  const ends = settings.use_dynamic_shifting ? [1, smallest] : [staticShift(1), staticShift(smallest)];
  const shifted = linspace(ends[0]!, ends[1]!, steps).map(shift);
  const stretched = settings.shift_terminal === null ? shifted : stretchTo(shifted, settings.shift_terminal);
  const sigmas = respacedSigmas(settings, stretched[0]!, stretched.at(-1)!, steps) ?? stretched;
  return sigmas.map(Math.fround);
}

function dynamicShift(settings: Config, imageTokens: number | undefined): (sigma: number) => number {
  if (imageTokens === undefined) {
    throw new ProblemError({
      code: 'dynamic-shift-needs-size',
      message:
        "With 'use_dynamic_shifting' the schedule depends on the size of the picture, which is not known.",
      remedy: "Wire a latent to the schedule, or turn 'use_dynamic_shifting' off and set 'shift'.",
      param: 'use_dynamic_shifting',
    });
  }
  const { base_shift, max_shift, base_image_seq_len, max_image_seq_len } = settings;
  const slope = (max_shift - base_shift) / (max_image_seq_len - base_image_seq_len);
  const mu = base_shift + slope * (imageTokens - base_image_seq_len);
  const strength = settings.time_shift_type === 'exponential' ? Math.exp(mu) : mu;
  return (sigma) => strength / (strength + (1 / sigma - 1));
}

/** Scales the clean shares so that the last noise share becomes `terminal`. */
function stretchTo(sigmas: readonly number[], terminal: number): readonly number[] {
  const scale = (1 - sigmas.at(-1)!) / (1 - terminal);
  return sigmas.map((sigma) => 1 - (1 - sigma) / scale);
}

class FlowMatchEulerSolver implements Solver {
  readonly #schedule: Schedule;
  readonly #stochastic: boolean;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#stochastic = config.parse(schedule.config).stochastic_sampling;
  }

  async step(input: SolverInput): Promise<SolverOutput> {
    const level = this.#schedule.entries[input.index]!;
    const sigmaNext = this.#schedule.sigmas![input.index + 1]!;
    const clean = cleanFrom('flow_prediction', level);
    const noise = noiseFrom('flow_prediction', level);
    const denoised = await mixed(input, clean);
    const sample = this.#stochastic
      ? await mixed(input, sumMixes([1 - sigmaNext, clean]), [sigmaNext, await input.noise()])
      : await mixed(input, sumMixes([1 - sigmaNext, clean], [sigmaNext, noise]));
    return { sample, denoised };
  }

  dispose(): void {}
}
