import { describe, expect, test } from 'vitest';
import { findScheduler } from './registry.ts';
import { resolveConfig } from './resolve-config.ts';

const stableDiffusion = {
  _class_name: 'PNDMScheduler',
  _diffusers_version: '0.6.0',
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  num_train_timesteps: 1000,
  set_alpha_to_one: false,
  skip_prk_steps: true,
  steps_offset: 1,
  trained_betas: null,
  clip_sample: false,
};

function resolve(name: string, modelConfig: Record<string, unknown>, options: Record<string, unknown> = {}) {
  return resolveConfig(findScheduler(name)!, modelConfig, options);
}

function problemsOf(
  name: string,
  modelConfig: Record<string, unknown>,
  options: Record<string, unknown> = {},
) {
  const resolved = resolve(name, modelConfig, options);
  return resolved.ok ? [] : resolved.problems;
}

describe('resolveConfig', () => {
  test("takes options before the model's settings before the class's defaults", () => {
    const resolved = resolve('ddim', stableDiffusion, { steps_offset: 0, prediction_type: 'v_prediction' });
    expect(resolved).toEqual({
      ok: true,
      warnings: [],
      config: {
        num_train_timesteps: 1000,
        beta_start: 0.00085,
        beta_end: 0.012,
        beta_schedule: 'scaled_linear',
        trained_betas: null,
        clip_sample: false,
        clip_sample_range: 1,
        set_alpha_to_one: false,
        steps_offset: 0,
        prediction_type: 'v_prediction',
        thresholding: false,
        dynamic_thresholding_ratio: 0.995,
        sample_max_value: 1,
        timestep_spacing: 'leading',
        rescale_betas_zero_snr: false,
      },
    });
  });

  test('adopts the solver types of related classes, as diffusers does', () => {
    const dpm = resolve('dpm-multistep', {
      solver_type: 'bh2',
      algorithm_type: 'deis',
      lambda_min_clipped: '-inf',
    });
    expect(dpm).toMatchObject({
      config: { solver_type: 'midpoint', algorithm_type: 'dpmsolver++', lambda_min_clipped: null },
    });
    expect(resolve('unipc', { solver_type: 'midpoint' })).toMatchObject({ config: { solver_type: 'bh2' } });
    expect(resolve('deis', { solver_type: 'heun', algorithm_type: 'dpmsolver++' })).toMatchObject({
      config: { solver_type: 'logrho', algorithm_type: 'deis' },
    });
  });

  test('names an option that the class does not have', () => {
    const [found] = problemsOf('ddim', stableDiffusion, { use_karras_sigmas: true });
    expect(found).toMatchObject({
      code: 'unknown-scheduler-option',
      param: 'use_karras_sigmas',
      message: "Scheduler 'DDIM' (DDIMScheduler) has no setting 'use_karras_sigmas'.",
    });
  });

  test.each([
    ['euler', { timestep_spacing: 'sideways' }, 'timestep_spacing'],
    ['dpm-multistep', { solver_order: 4 }, 'solver_order'],
    ['lms', { prediction_type: 'sample' }, 'prediction_type'],
    ['ddpm', { variance_type: 'learned_range' }, 'variance_type'],
    ['heun', { clip_sample_range: 0 }, 'clip_sample_range'],
    ['ddim', { beta_start: Number.NaN }, 'beta_start'],
    ['unipc', { solver_p: 'ddim' }, 'solver_p'],
  ])('%s names the setting in %j that is not usable', (name, options, param) => {
    expect(problemsOf(name, {}, options)).toMatchObject([{ code: 'invalid-scheduler-setting', param }]);
  });

  test("says when an unusable setting comes from the model's file", () => {
    const [found] = problemsOf('pndm', { ...stableDiffusion, prediction_type: 'sample' });
    expect(found?.message).toContain(
      "Setting 'prediction_type' of scheduler 'PNDM', from the model's scheduler_config.json,",
    );
  });

  test('reports all problems at once', () => {
    const found = problemsOf('ddim', {}, { use_karras_sigmas: true, steps_offset: -1 });
    expect(found.map(({ param }) => param)).toEqual(['use_karras_sigmas', 'steps_offset']);
  });
});

describe('models that predict noise and models that predict a flow', () => {
  const flow = { _class_name: 'FlowMatchEulerDiscreteScheduler', shift: 3, num_train_timesteps: 1000 };

  test('do not share schedulers by accident', () => {
    expect(problemsOf('flow-match-euler', stableDiffusion)).toMatchObject([
      {
        code: 'prediction-type-mismatch',
        message:
          "Scheduler 'Flow-match Euler' is for models that predict a flow, but this one predicts epsilon.",
      },
    ]);
    expect(problemsOf('flow-match-euler', { prediction_type: 'v_prediction' })).toMatchObject([
      { code: 'prediction-type-mismatch' },
    ]);
    expect(problemsOf('ddim', flow)).toMatchObject([{ code: 'prediction-type-mismatch' }]);
    expect(problemsOf('ddim', { prediction_type: 'flow_prediction' })).toMatchObject([
      { code: 'invalid-scheduler-setting', param: 'prediction_type' },
    ]);
  });

  test('share those that can do both, when asked', () => {
    expect(resolve('flow-match-euler', flow)).toMatchObject({ config: { shift: 3 } });
    const options = { prediction_type: 'flow_prediction', use_flow_sigmas: true, flow_shift: 3 };
    expect(resolve('dpm-multistep', flow, options)).toMatchObject({ ok: true, config: options });
  });
});
