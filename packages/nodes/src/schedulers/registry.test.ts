import { ProblemError } from '@latentgraph/graph-core';
import { describe, expect, test } from 'vitest';
import { findScheduler, findSchedulerByClass, schedulerDefinitions } from './registry.ts';

test('names and classes lead back to their definitions', () => {
  expect(schedulerDefinitions.map(({ name }) => name)).toEqual([
    'ddim',
    'ddpm',
    'pndm',
    'lms',
    'euler',
    'euler-ancestral',
    'heun',
    'kdpm2',
    'kdpm2-ancestral',
    'dpm-multistep',
    'dpm-singlestep',
    'unipc',
    'deis',
    'lcm',
    'tcd',
    'flow-match-euler',
  ]);
  for (const definition of schedulerDefinitions) {
    expect(findScheduler(definition.name)).toBe(definition);
    expect(findSchedulerByClass(definition.className)).toBe(definition);
  }
  expect(findScheduler('euler-a')).toBeUndefined();
});

describe.each(schedulerDefinitions.map((definition) => [definition.name, definition] as const))(
  '%s',
  (name, definition) => {
    const config = definition.config.parse(name === 'pndm' ? { skip_prk_steps: true } : {});

    test.each([1, 2, 7, 20, 50])('makes a sound schedule of %i steps', (steps) => {
      const schedule = definition.createSchedule(config, steps);
      const { entries } = schedule;
      expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule);
      expect([schedule.scheduler, schedule.steps, schedule.from, schedule.to]).toEqual([
        name,
        steps,
        0,
        entries.length,
      ]);
      entries.forEach((entry, i) => {
        expect(Object.values({ ...entry, next: 0 }).every(Number.isFinite)).toBe(true);
        expect(entry.sigma).toBeGreaterThan(0);
        expect(entry.next?.timestep).toBe(entries[i + 1]?.timestep);
        if (entry.next === null || schedule.sigmas === undefined) return;
        const ratio = name === 'flow-match-euler' ? entry.next.sigma : entry.next.sigma / entry.next.alpha;
        expect(ratio).toBeCloseTo(schedule.sigmas[i + 1]!, 6);
      });
    });

    test.each([0, -3, 1.5, 1001])('refuses %d steps', (steps) => {
      expect(() => definition.createSchedule(config, steps)).toThrowError("Setting 'steps' is");
    });
  },
);

describe('settings that diffusers cannot follow either are refused by name', () => {
  test.each<[string, Record<string, unknown>, number, string, string]>([
    ['lcm', {}, 51, 'steps-out-of-range', 'steps'],
    ['tcd', { original_inference_steps: 2000 }, 4, 'original-steps-out-of-range', 'original_inference_steps'],
    ['pndm', {}, 3, 'steps-out-of-range', 'steps'],
    ['ddim', { steps_offset: 1 }, 1000, 'timestep-out-of-range', 'steps_offset'],
    [
      'ddim',
      { rescale_betas_zero_snr: true, timestep_spacing: 'trailing' },
      5,
      'zero-snr-needs-v-prediction',
      'rescale_betas_zero_snr',
    ],
    [
      'euler',
      { use_karras_sigmas: true, use_beta_sigmas: true },
      5,
      'sigma-spacings-conflict',
      'use_beta_sigmas',
    ],
    ['dpm-multistep', { algorithm_type: 'dpmsolver' }, 5, 'final-sigma-zero-impossible', 'final_sigmas_type'],
    [
      'dpm-multistep',
      { algorithm_type: 'sde-dpmsolver', solver_order: 3, final_sigmas_type: 'sigma_min' },
      5,
      'solver-order-impossible',
      'solver_order',
    ],
    ['unipc', { predict_x0: false }, 5, 'final-sigma-zero-impossible', 'predict_x0'],
    ['unipc', { lower_order_final: false }, 5, 'final-sigma-zero-impossible', 'lower_order_final'],
    [
      'flow-match-euler',
      { use_dynamic_shifting: true },
      5,
      'dynamic-shift-needs-size',
      'use_dynamic_shifting',
    ],
  ])('%s with %j in %i steps', (name, options, steps, code, param) => {
    const definition = findScheduler(name)!;
    try {
      definition.createSchedule(definition.config.parse(options), steps);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      expect(error.problem).toMatchObject({ code, param, severity: 'error' });
      return;
    }
    throw new Error('the schedule was made');
  });
});

test('a dynamic shift goes by the size of the picture', () => {
  const flow = findScheduler('flow-match-euler')!;
  const config = flow.config.parse({ use_dynamic_shifting: true, base_shift: 0, max_shift: Math.log(3) });
  const sigmasAt = (tokens: number) => flow.createSchedule(config, 3, tokens).sigmas;
  expect(sigmasAt(256)?.map((sigma) => sigma.toFixed(4))).toEqual(['1.0000', '0.5005', '0.0010', '0.0000']);
  expect(sigmasAt(4096)?.map((sigma) => sigma.toFixed(4))).toEqual(['1.0000', '0.7504', '0.0030', '0.0000']);
});
