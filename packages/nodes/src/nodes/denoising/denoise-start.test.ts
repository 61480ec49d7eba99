import { describe, expect, test } from 'vitest';
import { NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentLevel, LatentValue, StepValue } from '../../contract/values.ts';
import type { Schedule } from '../../schedulers/schedule.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { beginZone, problemOf } from '../../testing/run-node.ts';
import { latentOf, read, sampleSchedule } from '../../testing/sample-values.ts';
import { denoiseStart } from './denoise-start.ts';

async function begun(schedule: Schedule, level: LatentLevel, more: object = {}, params: object = {}) {
  const services = fakeServices();
  const latent = await latentOf(services.ops, [1, -2], { level });
  const zone = await beginZone(denoiseStart, { params, inputs: { schedule, latent, ...more }, services });
  const start = zone.carried.latent as LatentValue;
  return { zone, latent, start, data: (await read(services.ops, start.tensor)).data };
}

describe('DenoiseStart', () => {
  test('unit noise is brought to the level that the schedule starts at', async () => {
    const schedule = { ...sampleSchedule('euler', 4), initNoiseSigma: 3 };
    const { timestep, alpha, sigma } = schedule.entries[0]!;
    const { start, data } = await begun(schedule, NOISE_LEVEL);
    expect(data).toEqual([3, -6]);
    expect(start.level).toEqual({ kind: 'noised', timestep, alpha, sigma });
  });

  test('a noised latent is taken as it is, so that zones chain', async () => {
    const level: LatentLevel = { kind: 'noised', timestep: 300, alpha: 0.8, sigma: 0.6 };
    const schedule = { ...sampleSchedule('euler', 4), from: 2 };
    const { start, latent } = await begun(schedule, level);
    expect(start).toBe(latent);
  });

  test('counts the entries that run, and gives each its step', async () => {
    const schedule = { ...sampleSchedule('ddim', 10), from: 3, to: 7 };
    const { zone } = await begun(schedule, { kind: 'noised', timestep: 0, alpha: 1, sigma: 0 });
    expect(zone.count).toBe(4);
    const { step } = zone.stepOutputs(1) as { step: StepValue };
    expect(step).toEqual({ ...schedule.entries[4]!, index: 1, count: 4, schedule });
    const { timestep, sigma } = schedule.entries[4]!;
    expect(zone.stepReadings?.(1)).toEqual({ timestep, sigma });
  });

  test('carries more values by name', async () => {
    const carried = [{ name: 'weight', type: 'number' }];
    const { zone } = await begun(sampleSchedule('ddim', 4), NOISE_LEVEL, { weight: 5 }, { carried });
    expect(zone.carried).toMatchObject({ weight: 5 });
    expect(Object.keys((denoiseStart.outputs as (params: object) => object)({ carried }))).toEqual([
      'step',
      'latent',
      'weight',
    ]);
  });

  test('a clean latent, or pure noise for a late start, is a problem', async () => {
    const schedule = sampleSchedule('ddim', 4);
    expect(await problemOf(() => begun(schedule, { kind: 'clean' }))).toMatchObject({
      code: 'latent-without-noise',
      remedy: "Put Add Noise between what gives this latent and Denoise Start 'node'.",
    });
    expect(await problemOf(() => begun({ ...schedule, from: 1 }, NOISE_LEVEL))).toMatchObject({
      code: 'noise-on-late-start',
      message: "Denoise Start 'node' gets pure noise, but its schedule leaves out the first 1 of 4 steps.",
      port: 'latent',
    });
  });

  test.each([
    [[{ name: 'step', type: 'number' }]],
    [[{ name: 'Weight', type: 'number' }]],
    [
      [
        { name: 'a', type: 'number' },
        { name: 'a', type: 'latent' },
      ],
    ],
  ])('refuses to carry %j', (carried) => {
    expect(denoiseStart.params.safeParse({ carried }).success).toBe(false);
  });
});
