import { describe, expect, test } from 'vitest';
import type { Schedule } from '../../schedulers/schedule.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, sampleSchedule } from '../../testing/sample-values.ts';
import { schedule } from './schedule.ts';

async function laidOut(params: object, config: object = {}, latent?: unknown): Promise<Schedule> {
  const schedulerConfig = { model: 'sample', config };
  const inputs = latent ? { schedulerConfig, latent } : { schedulerConfig };
  return (await runNode<{ schedule: Schedule }>(schedule, { params, inputs })).outputs.schedule;
}

const problem = (params: object, config: object = {}) => problemOf(() => laidOut(params, config));

describe('Schedule', () => {
  test("auto takes the model's own scheduler and settings", async () => {
    const config = { _class_name: 'EulerDiscreteScheduler', beta_end: 0.012, _diffusers_version: '0.30' };
    expect(await laidOut({ steps: 4 }, config)).toEqual(sampleSchedule('euler', 4, { beta_end: 0.012 }));
  });

  test('settings go: option, shorthand, model, default', async () => {
    const config = { _class_name: 'EulerDiscreteScheduler', timestep_spacing: 'leading', steps_offset: 1 };
    const shorthand = { steps: 4, spacing: 'trailing', sigmas: 'karras', predictionType: 'v_prediction' };
    expect((await laidOut(shorthand, config)).config).toMatchObject({
      timestep_spacing: 'trailing',
      steps_offset: 1,
      use_karras_sigmas: true,
      use_exponential_sigmas: false,
      prediction_type: 'v_prediction',
    });
    const options = { timestep_spacing: 'linspace' };
    expect((await laidOut({ ...shorthand, options }, config)).config.timestep_spacing).toBe('linspace');
    const spaced = await laidOut({ sigmas: 'uniform' }, { ...config, use_karras_sigmas: true });
    expect(spaced.config.use_karras_sigmas).toBe(false);
  });

  test('zero terminal SNR starts from pure noise at the last timestep, and a person can overrule the model', async () => {
    const taught = {
      ...{ _class_name: 'EulerDiscreteScheduler', timestep_spacing: 'leading' },
      ...{ prediction_type: 'epsilon' },
    };
    const on = await laidOut({ steps: 4, zeroSnr: 'on', predictionType: 'v_prediction' }, taught);
    expect(on.config).toMatchObject({
      ...{ rescale_betas_zero_snr: true, timestep_spacing: 'trailing', prediction_type: 'v_prediction' },
    });
    expect(on.entries.map(({ timestep }) => timestep)).toEqual([999, 749, 499, 249]);
    expect(on.sigmas![0]).toBeCloseTo(4096, 2);
    const spaced = { steps: 4, zeroSnr: 'on', spacing: 'linspace', predictionType: 'v_prediction' };
    expect((await laidOut(spaced, taught)).config.timestep_spacing).toBe('linspace');
    const off = await laidOut({ zeroSnr: 'off' }, { ...taught, rescale_betas_zero_snr: true });
    expect(off.config.rescale_betas_zero_snr).toBe(false);
    expect((await laidOut({ zeroSnr: 'off', scheduler: 'heun' }, taught)).scheduler).toBe('heun');
  });

  test.each(['ddim', 'euler', 'euler-ancestral', 'dpm-multistep', 'unipc', 'ddpm', 'lcm', 'tcd'])(
    'epsilon with zero terminal SNR is refused: %s',
    async (scheduler) => {
      const refused = { code: 'zero-snr-needs-v-prediction', param: 'rescale_betas_zero_snr', node: 'node' };
      expect(await problem({ scheduler, zeroSnr: 'on' })).toMatchObject(refused);
      const config = { rescale_betas_zero_snr: true, prediction_type: 'v_prediction' };
      expect(await problem({ scheduler, predictionType: 'epsilon' }, config)).toMatchObject(refused);
    },
  );

  test('warns where a scheduler cannot keep the zero terminal SNR of a model', async () => {
    const config = { rescale_betas_zero_snr: true, prediction_type: 'v_prediction' };
    const warningsOf = async (params: object) => {
      const inputs = { schedulerConfig: { model: 'sample', config } };
      return (await runNode(schedule, { params: { steps: 4, ...params }, inputs })).warnings;
    };
    expect(await warningsOf({ scheduler: 'heun' })).toEqual([
      {
        code: 'zero-snr-not-kept',
        message:
          "Model 'sample' was trained with zero terminal SNR, which scheduler 'Heun' cannot keep: pictures will have neither deep black nor bright white.",
        remedy:
          "Choose one of these in Schedule 'node': ddim, ddpm, euler, euler-ancestral, dpm-multistep, unipc, lcm, tcd. Or set 'zeroSnr' to off.",
        param: 'scheduler',
      },
    ]);
    expect(await warningsOf({ scheduler: 'heun', zeroSnr: 'off' })).toEqual([]);
    expect(await warningsOf({ scheduler: 'euler' })).toEqual([]);
    expect(await problem({ scheduler: 'heun', zeroSnr: 'on' }, config)).toMatchObject({
      code: 'unknown-scheduler-option',
    });
  });

  test('strength drops entries from the front', async () => {
    const { from, to } = await laidOut({ scheduler: 'ddim', steps: 10, strength: 0.35 });
    expect([from, to]).toEqual([7, 10]);
  });

  test('the size of a latent shifts the levels of flow models', async () => {
    const config = { _class_name: 'FlowMatchEulerDiscreteScheduler', use_dynamic_shifting: true };
    const { ops } = fakeServices();
    const sized = async (side: number) => {
      const dims = [1, 1, side, side];
      const latent = await latentOf(ops, new Array<number>(side * side).fill(0), { dims });
      return (await laidOut({ steps: 2 }, config, latent)).sigmas![1]!;
    };
    // More tokens, more noise: 16 × 16 and 32 × 32 patches are the ends of the shift.
    expect(await sized(32)).toBeCloseTo(Math.exp(0.5) / (Math.exp(0.5) + 999), 4);
    expect(await sized(64)).toBeGreaterThan(await sized(32));
    expect(await problem({ steps: 2 }, config)).toMatchObject({ code: 'dynamic-shift-needs-size' });
  });

  test('impossible settings are problems', async () => {
    expect(await problem({ scheduler: 'ddim', steps: 10, strength: 0 })).toMatchObject({
      code: 'no-steps-left',
      param: 'strength',
    });
    expect(await problem({ scheduler: 'auto' }, { _class_name: 'OtherScheduler' })).toMatchObject({
      code: 'unknown-scheduler',
      message: "Model 'sample' asks for the scheduler 'OtherScheduler', which is not known.",
      param: 'scheduler',
    });
    expect(await problem({ scheduler: 'ddim', options: { karras: true } })).toMatchObject({
      code: 'unknown-scheduler-option',
    });
    expect(await problem({ scheduler: 'ddim', sigmas: 'karras' })).toMatchObject({
      code: 'unknown-scheduler-option',
    });
    expect(await problem({ scheduler: 'ddim', options: { beta_end: 'much' } })).toMatchObject({
      code: 'invalid-scheduler-setting',
      param: 'beta_end',
    });
    expect(
      await problem({ scheduler: 'euler', steps: 1000, options: { num_train_timesteps: 500 } }),
    ).toMatchObject({
      code: 'steps-out-of-range',
    });
    expect(await problem({ scheduler: 'flow-match-euler' }, { prediction_type: 'epsilon' })).toMatchObject({
      code: 'prediction-type-mismatch',
    });
  });

  test.each([
    { steps: 0 },
    { steps: 1.5 },
    { steps: 1001 },
    { strength: 2 },
    { strength: -0.1 },
    { strength: Number.NaN },
    { scheduler: 'best' },
    { spacing: 'wide' },
  ])('refuses %j', (params) => {
    expect(schedule.params.safeParse(params).success).toBe(false);
  });
});
