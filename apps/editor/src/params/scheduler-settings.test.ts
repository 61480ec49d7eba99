import { findScheduler, schedulerDefinitions } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { MODELS_OWN, type ParamDescription } from './describe-params.ts';
import {
  arrangeSettings,
  describeSettings,
  fieldFor,
  readOptions,
  settingIn,
  withSetting,
} from './scheduler-settings.ts';
import { remedyFor } from './use-param.ts';

function settingsOf(scheduler: string): Readonly<Record<string, ParamDescription>> {
  const settings = describeSettings(findScheduler(scheduler)!);
  return Object.fromEntries(settings.map((setting) => [setting.name, setting]));
}

/** Names of the settings that a form shows, in its order. */
function arranged(scheduler: string, options: Readonly<Record<string, unknown>> = {}) {
  const { usual, ofTraining, unknown } = arrangeSettings(
    describeSettings(findScheduler(scheduler)!),
    options,
  );
  const names = (settings: readonly ParamDescription[]) => settings.map(({ name }) => name);
  return { usual: names(usual), ofTraining: names(ofTraining), unknown };
}

const OF_TRAINING = ['num_train_timesteps', 'beta_start', 'beta_end', 'beta_schedule', 'trained_betas'];

describe('describeSettings', () => {
  it.each(schedulerDefinitions)(
    'gives every setting of $name a title, a help, and a way to leave it',
    (scheduler) => {
      const settings = describeSettings(scheduler);
      expect(settings.map(({ name }) => name)).toEqual(Object.keys(scheduler.config.shape));
      for (const setting of settings) {
        const { name, title, help } = setting;
        expect(title, name).toMatch(/^[A-Z][^_]*$/);
        expect(help, name).toMatch(/\.$/);
        expect(setting, name).toMatchObject({
          optional: true,
          default: undefined,
          placeholder: MODELS_OWN,
        });
        expect(remedyFor(setting, undefined), name).toBeUndefined();
      }
    },
  );

  it('has a field of their kind for settings, with what each takes', () => {
    const { solver_order, algorithm_type, thresholding, lambda_min_clipped, trained_betas } =
      settingsOf('dpm-multistep');
    expect(solver_order).toMatchObject({ widget: 'number', integer: true, min: 1, max: 3, step: 1 });
    expect(thresholding).toMatchObject({ widget: 'onOff', title: 'Dynamic thresholding' });
    expect(trained_betas).toMatchObject({ widget: 'list', items: 'number' });
    expect(lambda_min_clipped).toMatchObject({ widget: 'number', min: undefined });
    expect(algorithm_type!.widget).toBe('select');
    expect(algorithm_type!.options.map(({ label }) => label)).toEqual([
      'DPM++',
      'DPM',
      'DPM++ SDE',
      'DPM SDE',
    ]);
    expect(settingsOf('flow-match-euler').shift_terminal).toMatchObject({ widget: 'number', min: 0, max: 1 });
  });

  it('checks what a setting is given', () => {
    const { solver_order, lambda_min_clipped } = settingsOf('dpm-multistep');
    expect(remedyFor(solver_order!, 4)).toBe('Give at most 3.');
    expect(remedyFor(solver_order!, 3)).toBeUndefined();
    expect(remedyFor(lambda_min_clipped!, -5.1)).toBeUndefined();
    expect(remedyFor(lambda_min_clipped!, 'low')).toBe('Give a number.');
  });
});

describe('arrangeSettings', () => {
  it('leaves to other params what they stand for, and puts what follows from training apart', () => {
    expect(arranged('ddim')).toEqual({
      usual: [
        'clip_sample',
        'clip_sample_range',
        'set_alpha_to_one',
        'steps_offset',
        'thresholding',
        'dynamic_thresholding_ratio',
        'sample_max_value',
      ],
      ofTraining: OF_TRAINING,
      unknown: [],
    });
  });

  it('leaves out what has only one value', () => {
    expect(arranged('deis').usual).not.toContain('algorithm_type');
    expect(arranged('deis').usual).not.toContain('solver_type');
    expect(arranged('unipc').usual).toContain('solver_type');
    expect(arranged('unipc').usual).not.toContain('solver_p');
  });

  it('shows all that is set', () => {
    const options = { use_karras_sigmas: true, solver_p: null, solver_order: 3, shift: 2 };
    const { usual, unknown } = arranged('unipc', options);
    expect(usual).toEqual(expect.arrayContaining(['use_karras_sigmas', 'solver_p', 'solver_order']));
    expect(unknown).toEqual(['shift']);
  });

  it('takes names that every object has for no settings', () => {
    const options = JSON.parse('{ "toString": 1, "__proto__": 2 }') as Record<string, unknown>;
    expect(arranged('ddim', options).unknown).toEqual(['toString', '__proto__']);
  });
});

describe('withSetting', () => {
  it('sets, changes in place, and leaves to the model', () => {
    const one = withSetting({}, 'solver_order', 3);
    expect(one).toEqual({ solver_order: 3 });
    const two = withSetting(one!, 'shift', 2)!;
    expect(JSON.stringify(withSetting(two, 'solver_order', 1))).toBe('{"solver_order":1,"shift":2}');
    expect(withSetting(two, 'solver_order', undefined)).toEqual({ shift: 2 });
  });

  it('leaves nothing where nothing is set', () => {
    expect(withSetting({ shift: 2 }, 'shift', undefined)).toBeUndefined();
    expect(withSetting({}, 'shift', undefined)).toBeUndefined();
  });

  it('keeps what it does not know, and none is a value', () => {
    const options = JSON.parse('{ "__proto__": 2, "odd": [1] }') as Record<string, unknown>;
    expect(JSON.stringify(withSetting(options, 'sigma_min', null))).toBe(
      '{"__proto__":2,"odd":[1],"sigma_min":null}',
    );
    expect(JSON.stringify(withSetting(options, 'odd', undefined))).toBe('{"__proto__":2}');
  });
});

it('readOptions takes objects alone', () => {
  expect(readOptions({ shift: 2 })).toEqual({ shift: 2 });
  for (const other of [null, undefined, 'shift', 2, [1]]) expect(readOptions(other)).toBeUndefined();
});

it('settingIn tells a setting that is left to the model from one that is none', () => {
  expect(settingIn({ sigma_min: null }, 'sigma_min')).toBeNull();
  expect(settingIn({ sigma_min: null }, 'sigma_max')).toBeUndefined();
  expect(settingIn({}, 'toString')).toBeUndefined();
});

it('fieldFor shows as JSON what the field of a setting could not show', () => {
  const { solver_order, trained_betas, lambda_min_clipped } = settingsOf('dpm-multistep');
  const fields = (setting: ParamDescription, values: readonly unknown[]) =>
    values.map((value) => fieldFor(setting, value));
  expect(fields(solver_order!, [undefined, 2, 'two', {}, [2]])).toEqual([
    'number',
    'number',
    'number',
    'json',
    'json',
  ]);
  expect(fields(lambda_min_clipped!, [-5.1, null])).toEqual(['number', 'json']);
  expect(fields(trained_betas!, [undefined, [0.1], ['much'], null])).toEqual([
    'list',
    'list',
    'json',
    'json',
  ]);
});
