import { describe, expect, test } from 'vitest';
import type { Tensor } from '../contract/tensor.ts';
import { Float32Backend } from '../testing/float32-backend.ts';
import { findScheduler, schedulerDefinitions } from './registry.ts';
import type { NoiseLevel, Schedule } from './schedule.ts';
import type { SchedulerDefinition, Solver } from './scheduler.ts';
import { startAt } from './slice-schedule.ts';

const DIMS = [2, 1, 2, 2];
const CLEAN = [0.5, -0.25, 0.75, -1, 0.1, 0.9, -0.6, 0.3];
const NOISE = [1.2, -0.7, 0.4, 2.1, -1.5, 0.3, 0.8, -0.2];

/** What a model that knows the clean sample predicts at a level, in the schedule's own kind. */
function perfectPrediction(kind: unknown, level: NoiseLevel, sample: ArrayLike<number>): number[] {
  const { alpha, sigma } = level;
  const norm = Math.hypot(alpha, sigma);
  return CLEAN.map((clean, i) => {
    const noise = (sample[i]! - alpha * clean) / sigma;
    if (kind === 'sample') return clean;
    if (kind === 'v_prediction') return (alpha * noise - sigma * clean) / norm;
    if (kind === 'flow_prediction') return noise - clean;
    return noise;
  });
}

interface Run {
  readonly final: ArrayLike<number>;
  readonly worstDenoised: number;
  readonly draws: number;
}

async function runPerfectly(definition: SchedulerDefinition, schedule: Schedule, eta?: number): Promise<Run> {
  const ops = new Float32Backend();
  const solver: Solver = definition.createSolver(schedule);
  const kind = definition.name === 'flow-match-euler' ? 'flow_prediction' : schedule.config.prediction_type;
  const first = schedule.entries[schedule.from]!;
  let sample: Tensor = await ops.upload(
    Float32Array.from(CLEAN, (clean, i) => first.alpha * clean + first.sigma * NOISE[i]!),
    DIMS,
  );
  let worstDenoised = 0;
  let draws = 0;
  for (let index = schedule.from; index < schedule.to; index++) {
    const values = perfectPrediction(kind, schedule.entries[index]!, await ops.download(sample));
    const prediction = await ops.upload(Float32Array.from(values), DIMS);
    const noise = () => {
      draws++;
      return ops.upload(
        Float32Array.from(NOISE, (value, i) => Math.cos(value * 7 + index + i)),
        DIMS,
      );
    };
    const output = await solver.step({
      ops,
      index,
      sample,
      prediction,
      noise,
      ...(eta === undefined ? {} : { eta }),
    });
    worstDenoised = Math.max(worstDenoised, farthest(await ops.download(output.denoised)));
    sample = output.sample;
    ops.endOfNode([sample]);
  }
  solver.dispose();
  expect(ops.retained).toBe(0);
  return { final: await ops.download(sample), worstDenoised, draws };
}

function farthest(values: ArrayLike<number>): number {
  return Math.max(...CLEAN.map((clean, i) => Math.abs(values[i]! - clean)));
}

function scheduleOf(name: string, options: Record<string, unknown>, steps: number) {
  const definition = findScheduler(name)!;
  const betas = 'beta_start' in definition.config.shape ? { beta_start: 0.00085, beta_end: 0.012 } : {};
  const clip = 'clip_sample' in definition.config.shape ? { clip_sample: false } : {};
  const config = definition.config.parse({ ...betas, ...clip, ...options });
  return { definition, schedule: definition.createSchedule(config, steps) };
}

/** Settings that end on a clean sample; the others stop at the noise level of the first timestep. */
const ENDS_CLEAN: Readonly<Record<string, Record<string, unknown>>> = {
  pndm: { set_alpha_to_one: true, skip_prk_steps: true },
  ddim: { set_alpha_to_one: true },
};
const ENDS_NOISY = new Set(['deis', 'tcd']);

describe('with a model that knows the clean sample', () => {
  for (const { name } of schedulerDefinitions) {
    for (const steps of [1, 2, 5, 20]) {
      test(`${name} finds it in ${steps} steps`, async () => {
        const { definition, schedule } = scheduleOf(name, ENDS_CLEAN[name] ?? {}, steps);
        const run = await runPerfectly(definition, schedule);
        // LCM mixes a little of the sample into what it foresees; DEIS and TCD stop at the first timestep's level.
        expect(run.worstDenoised).toBeLessThan(name === 'lcm' ? 0.01 : 2e-4);
        expect(farthest(run.final)).toBeLessThan(ENDS_NOISY.has(name) ? 0.1 : name === 'lcm' ? 0.01 : 2e-4);
        if (run.draws > 0) expect(definition.drawsNoise(schedule.config, undefined)).toBe(true);
      });
    }

    test(`${name} finds it from the middle`, async () => {
      const { definition, schedule } = scheduleOf(name, ENDS_CLEAN[name] ?? {}, 10);
      const run = await runPerfectly(definition, startAt(schedule, 0.55));
      // Where history is missing, PNDM goes by half the timesteps that it believes in and LMS by truncated weights.
      const tolerance = name === 'lms' || name === 'pndm' ? 1.5 : 0.1;
      expect(farthest(run.final)).toBeLessThan(tolerance);
    });
  }

  test.each<[string, Record<string, unknown>]>([
    ['dpm-multistep', { algorithm_type: 'sde-dpmsolver++', solver_order: 3 }],
    ['dpm-multistep', { algorithm_type: 'sde-dpmsolver++', solver_order: 2, solver_type: 'heun' }],
    ['dpm-multistep', { use_exponential_sigmas: true, solver_order: 3 }],
    ['dpm-multistep', { use_beta_sigmas: true }],
    ['dpm-multistep', { use_flow_sigmas: true, prediction_type: 'flow_prediction', flow_shift: 3 }],
    ['dpm-multistep', { beta_schedule: 'squaredcos_cap_v2', lambda_min_clipped: -5.1 }],
    [
      'dpm-multistep',
      { rescale_betas_zero_snr: true, prediction_type: 'v_prediction', timestep_spacing: 'trailing' },
    ],
    ['dpm-singlestep', { solver_order: 3, solver_type: 'heun' }],
    ['dpm-singlestep', { solver_order: 3, algorithm_type: 'sde-dpmsolver++' }],
    ['dpm-singlestep', { solver_order: 2, prediction_type: 'v_prediction' }],
    ['unipc', { solver_type: 'bh1', solver_order: 3 }],
    ['unipc', { solver_order: 3, disable_corrector: [0, 1] }],
    ['unipc', { use_flow_sigmas: true, prediction_type: 'flow_prediction' }],
    ['euler', { use_beta_sigmas: true, prediction_type: 'sample' }],
    ['euler', { sigma_min: 0.1, sigma_max: 10, use_karras_sigmas: true }],
    ['euler', { timestep_type: 'continuous', prediction_type: 'v_prediction' }],
    ['heun', { prediction_type: 'v_prediction' }],
    ['kdpm2', { prediction_type: 'v_prediction', use_exponential_sigmas: true }],
    ['flow-match-euler', { shift: 3, stochastic_sampling: true }],
    ['flow-match-euler', { shift_terminal: 0.1 }],
    ['ddpm', { variance_type: 'fixed_large' }],
    ['ddim', { rescale_betas_zero_snr: true, prediction_type: 'v_prediction', timestep_spacing: 'trailing' }],
  ])('%s finds it with %j', async (name, options) => {
    const { definition, schedule } = scheduleOf(name, options, 12);
    const run = await runPerfectly(definition, schedule);
    expect(run.worstDenoised).toBeLessThan(5e-4);
    expect(farthest(run.final)).toBeLessThan(5e-4);
  });

  test.each<[string, Record<string, unknown>]>([
    ['dpm-multistep', { algorithm_type: 'dpmsolver', solver_order: 3, final_sigmas_type: 'sigma_min' }],
    ['dpm-singlestep', { algorithm_type: 'dpmsolver', solver_order: 3, final_sigmas_type: 'sigma_min' }],
    ['unipc', { predict_x0: false, solver_order: 3, final_sigmas_type: 'sigma_min' }],
    ['deis', { solver_order: 3, use_karras_sigmas: true }],
    ['euler', { interpolation_type: 'log_linear' }],
    ['pndm', {}],
  ])('%s with %j ends at the noise level of the first timestep', async (name, options) => {
    const { definition, schedule } = scheduleOf(name, options, 12);
    const run = await runPerfectly(definition, schedule);
    expect(run.worstDenoised).toBeLessThan(5e-4);
    const noiseLeft = farthest(run.final);
    expect(noiseLeft).toBeGreaterThan(0.01);
    expect(noiseLeft).toBeLessThan(0.1);
  });
});

test('the noise-predicting SDE solver gets there with steps that are short in lambda', async () => {
  const options = { algorithm_type: 'sde-dpmsolver', solver_order: 2, final_sigmas_type: 'sigma_min' };
  const { definition, schedule } = scheduleOf('dpm-multistep', { ...options, use_lu_lambdas: true }, 200);
  const run = await runPerfectly(definition, schedule);
  expect(run.draws).toBe(200);
  expect(farthest(run.final)).toBeLessThan(0.1);
});

describe('eta', () => {
  test('at 1, DDIM is DDPM', async () => {
    const settings = { timestep_spacing: 'leading' };
    const ddim = scheduleOf('ddim', { ...settings, set_alpha_to_one: true }, 10);
    const ddpm = scheduleOf('ddpm', settings, 10);
    const [implicit, probabilistic] = [
      await runPerfectly(ddim.definition, { ...ddim.schedule, to: 9 }, 1),
      await runPerfectly(ddpm.definition, { ...ddpm.schedule, to: 9 }),
    ];
    expect(implicit.draws).toBe(9);
    expect(probabilistic.draws).toBe(9);
    CLEAN.forEach((_, i) => {
      expect(implicit.final[i]).toBeCloseTo(probabilistic.final[i]!, 5);
    });
  });

  test.each(['ddim', 'tcd'])('at 0, %s draws nothing', async (name) => {
    const { definition, schedule } = scheduleOf(name, {}, 5);
    expect(definition.drawsNoise(schedule.config, 0)).toBe(false);
    expect((await runPerfectly(definition, schedule, 0)).draws).toBe(0);
  });

  test('at 1, TCD draws in all steps but the last', async () => {
    const { definition, schedule } = scheduleOf('tcd', {}, 5);
    expect((await runPerfectly(definition, schedule, 1)).draws).toBe(4);
  });
});
