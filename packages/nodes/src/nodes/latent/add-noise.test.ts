import { expect, test } from 'vitest';
import { NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentValue } from '../../contract/values.ts';
import { startAt } from '../../schedulers/slice-schedule.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, read, sampleSchedule } from '../../testing/sample-values.ts';
import { addNoise } from './add-noise.ts';

const services = fakeServices();
const { ops } = services;

test('mixes clean and noise at the level where the schedule starts, whatever its strength', async () => {
  for (const strength of [1, 0.5]) {
    const schedule = startAt(sampleSchedule('ddim', 10), strength);
    const { timestep, alpha, sigma } = schedule.entries[schedule.from]!;
    const latent = await latentOf(ops, [1, 2]);
    const noise = await latentOf(ops, [10, -10], { level: NOISE_LEVEL });
    const { outputs } = await runNode<{ latent: LatentValue }>(addNoise, {
      inputs: { schedule, latent, noise },
      services,
    });
    const { data } = await read(ops, outputs.latent.tensor);
    expect(data[0]).toBeCloseTo(alpha + 10 * sigma, 5);
    expect(data[1]).toBeCloseTo(2 * alpha - 10 * sigma, 5);
    expect(outputs.latent.level).toEqual({ kind: 'noised', timestep, alpha, sigma });
  }
});

test('one picture is repeated to the batch of the noise', async () => {
  const noise = await latentOf(ops, [0, 0, 0], { dims: [3, 1, 1, 1], level: NOISE_LEVEL });
  const inputs = { schedule: sampleSchedule('euler', 4), latent: await latentOf(ops, [5]), noise };
  const { outputs } = await runNode<{ latent: LatentValue }>(addNoise, { inputs, services });
  expect(await read(ops, outputs.latent.tensor)).toEqual({ dims: [3, 1, 1, 1], data: [5, 5, 5] });
});

test('takes a clean latent and pure noise of one size, and nothing else', async () => {
  const schedule = sampleSchedule('ddim', 4);
  const clean = await latentOf(ops, [1, 2]);
  const noise = await latentOf(ops, [1, 2], { level: NOISE_LEVEL });
  const other = await latentOf(ops, [1, 2, 3], { level: NOISE_LEVEL });
  const codeOf = async (latent: LatentValue, noise: LatentValue) => {
    const { code, port } = await problemOf(() =>
      runNode(addNoise, { inputs: { schedule, latent, noise }, services }),
    );
    return `${code} ${port ?? ''}`;
  };
  expect(await codeOf(noise, noise)).toBe('latent-level latent');
  expect(await codeOf(clean, clean)).toBe('latent-level noise');
  expect(await codeOf(clean, other)).toBe('latent-sizes-differ ');
});

test('where the sizes differ it says which in pixels, and never to resize noise', async () => {
  const schedule = sampleSchedule('ddim', 4);
  const noise = await latentOf(ops, [1, 2], { dims: [1, 1, 1, 2], level: NOISE_LEVEL });
  const problemWith = async (dims: readonly number[]) => {
    const latent = await latentOf(ops, new Array(dims[2]! * dims[3]!).fill(0), { dims });
    return problemOf(() => runNode(addNoise, { inputs: { schedule, latent, noise }, services }));
  };
  expect(await problemWith([1, 1, 4, 4])).toMatchObject({
    message:
      "Add Noise 'node' gets two sizes: the latent at 'latent' is of 8×8 pixels (latent 1×4×4), the latent at 'noise' of 4×2 pixels (latent 1×1×2).",
    remedy: 'Set width and height of Noise to 8.',
  });
  expect(await problemWith([1, 1, 4, 3])).toMatchObject({
    remedy: 'Set the width of Noise to 6 and its height to 8.',
  });
});
