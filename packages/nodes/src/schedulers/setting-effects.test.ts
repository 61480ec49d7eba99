import { describe, expect, test } from 'vitest';
import { Float32Backend } from '../testing/float32-backend.ts';
import { multistepWeights } from './dpm-update.ts';
import { findScheduler } from './registry.ts';
import type { Schedule } from './schedule.ts';
import { sigmaToTimestep } from './sigmas.ts';

const DIMS = [1, 4];

function scheduleOf(name: string, options: Record<string, unknown>, steps: number): Schedule {
  const definition = findScheduler(name)!;
  return definition.createSchedule(definition.config.parse(options), steps);
}

/** The samples after each step, with a model that is no use but is smooth. */
async function run(
  schedule: Schedule,
  range: { readonly from?: number; readonly sample?: Float32Array } = {},
) {
  const ops = new Float32Backend();
  const solver = findScheduler(schedule.scheduler)!.createSolver(schedule);
  const samples: Float32Array[] = [];
  const denoised: Float32Array[] = [];
  let sample = range.sample ?? Float32Array.of(0.3, -0.8, 1.4, 2);
  for (let index = range.from ?? 0; index < schedule.to; index++) {
    const prediction = await ops.upload(sample.map(Math.cos), DIMS);
    const noise = () => ops.upload(Float32Array.of(1, -1, 0.5, 0), DIMS);
    const output = await solver.step({
      ops,
      index,
      sample: await ops.upload(sample, DIMS),
      prediction,
      noise,
    });
    sample = await ops.download(output.sample);
    samples.push(sample);
    denoised.push(await ops.download(output.denoised));
  }
  return { samples, denoised };
}

function expectEqual(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  Array.from(expected).forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 5);
  });
}

describe('solver settings', () => {
  test('UniPC of order 2 without its corrector is DPM-Solver++(2M)', async () => {
    const all = Array.from({ length: 8 }, (_, i) => i);
    const unipc = await run(scheduleOf('unipc', { disable_corrector: all }, 8));
    const corrected = await run(scheduleOf('unipc', {}, 8));
    const dpm = await run(scheduleOf('dpm-multistep', {}, 8));
    unipc.samples.forEach((sample, i) => {
      expectEqual(sample, dpm.samples[i]!);
    });
    expect(corrected.samples.at(-1)![0]).not.toBeCloseTo(dpm.samples.at(-1)![0]!, 3);
  });

  test.each([
    [true, 'forgets'],
    [false, 'remembers'],
  ])('with euler_at_final %s, a last step %s the earlier ones', async (euler_at_final) => {
    const schedule = scheduleOf('dpm-multistep', { euler_at_final, final_sigmas_type: 'sigma_min' }, 20);
    const { samples } = await run(schedule);
    const afresh = await run(schedule, { from: 19, sample: samples[18]! });
    const difference = Math.abs(afresh.samples[0]![0]! - samples[19]![0]!);
    if (euler_at_final) expect(difference).toBeLessThan(1e-6);
    else expect(difference).toBeGreaterThan(1e-3);
  });

  test('the two SDE solvers draw alike over short steps', () => {
    const at = (lambda: number) => {
      const alpha = 1 / Math.sqrt(1 + Math.exp(-2 * lambda));
      return { alpha, sigma: Math.sqrt(1 - alpha ** 2), lambda };
    };
    const levels = [at(0.501), at(0.5)];
    const overClean = multistepWeights('sde-dpmsolver++', 'midpoint', levels);
    const overNoise = multistepWeights('sde-dpmsolver', 'midpoint', levels);
    expect(overNoise.noise / overClean.noise).toBeCloseTo(1, 2);
  });

  test('Heun clips what it foresees, and steps towards the clipped', async () => {
    const schedule = scheduleOf('heun', { clip_sample: true, clip_sample_range: 0.5 }, 5);
    const [before, after] = schedule.sigmas!;
    const sample = Float32Array.of(0.3, -0.8, 1.4, 2);
    const { samples, denoised } = await run(schedule, { sample });
    const clipped = sample.map((x) => Math.min(Math.max(x - before! * Math.cos(x), -0.5), 0.5));
    expectEqual(denoised[0]!, clipped);
    expectEqual(
      samples[0]!,
      sample.map((x, i) => x + ((x - clipped[i]!) / before!) * (after! - before!)),
    );
  });

  test("LCM's boundary condition fades at the rate of timestep_scaling", async () => {
    const schedule = scheduleOf('lcm', { timestep_scaling: 0.001 }, 1);
    const { timestep, alpha, sigma } = schedule.entries[0]!;
    const scaled = timestep * 0.001;
    const { denoised } = await run(schedule);
    const expected = [0.3, -0.8, 1.4, 2].map((x) => {
      const clean = (x - sigma * Math.cos(x)) / alpha;
      return (0.25 * x + scaled * Math.sqrt(scaled ** 2 + 0.25) * clean) / (scaled ** 2 + 0.25);
    });
    expectEqual(denoised[0]!, expected);
  });
});

describe('settings of the schedule', () => {
  test('sigma_min and sigma_max bound respaced sigmas', () => {
    const { sigmas } = scheduleOf('euler', { use_karras_sigmas: true, sigma_min: 0.1, sigma_max: 10 }, 4);
    expectEqual([sigmas![0]!, sigmas![3]!, sigmas![4]!], [10, 0.1, 0]);
  });

  test('continuous timesteps are a quarter of log sigma', () => {
    const settings = { timestep_type: 'continuous', prediction_type: 'v_prediction' };
    const { entries } = scheduleOf('euler', settings, 4);
    expectEqual(
      entries.map((entry) => entry.timestep),
      entries.map((entry) => Math.log(entry.sigma) / 4),
    );
  });

  test('log_linear interpolation spans all of training and stops above 0', () => {
    const { sigmas } = scheduleOf('euler', { interpolation_type: 'log_linear' }, 4);
    const all = scheduleOf('euler', {}, 1000).sigmas!;
    const ratio = (all[999]! / all[0]!) ** (1 / 4);
    expectEqual(sigmas!, [...[0, 1, 2, 3, 4].map((i) => all[0]! * ratio ** i), 0]);
  });

  test('DEIS ends at the smallest sigma, of training or of the flow', () => {
    const ends = (options: Record<string, unknown>) => scheduleOf('deis', options, 4).sigmas!.slice(3);
    const karras = ends({ use_karras_sigmas: true });
    expect(karras[1]).toBe(karras[0]);
    const flow = ends({ use_flow_sigmas: true, prediction_type: 'flow_prediction' });
    expect(flow[1]).toBe(flow[0]);
    expect(ends({})[1]).toBe(karras[1]);
  });

  test('shift_terminal is where the last evaluation happens', () => {
    expect(scheduleOf('flow-match-euler', { shift_terminal: 0.1 }, 4).sigmas![3]).toBeCloseTo(0.1, 6);
  });

  test('inverted flow sigmas count up', () => {
    const plain = scheduleOf('flow-match-euler', {}, 4).sigmas!;
    const inverted = scheduleOf('flow-match-euler', { invert_sigmas: true }, 4).sigmas!;
    expectEqual(
      inverted,
      plain.map((sigma) => 1 - sigma),
    );
  });

  test.each([
    ['use_karras_sigmas', Math.round],
    ['use_lu_lambdas', Math.round],
    ['use_exponential_sigmas', Math.trunc],
    ['use_beta_sigmas', Math.trunc],
  ])('%s gives DPM-Solver whole timesteps', (setting, whole) => {
    const { entries, sigmas } = scheduleOf('dpm-multistep', { [setting]: true }, 9);
    const logTable = scheduleOf('euler', {}, 1000).sigmas!.slice(0, 1000).reverse().map(Math.log);
    expect(entries.map((entry) => entry.timestep)).toEqual(
      sigmas!.slice(0, 9).map((sigma) => whole(sigmaToTimestep(sigma, logTable))),
    );
  });
});
