import { describe, expect, test } from 'vitest';
import { NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentLevel, LatentValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, read } from '../../testing/sample-values.ts';
import { resizeLatent } from './resize-latent.ts';

async function resized(params: object, level: LatentLevel = { kind: 'clean' }) {
  const services = fakeServices();
  const latent = await latentOf(services.ops, [0, 4], { level });
  const { outputs, warnings } = await runNode<{ latent: LatentValue }>(resizeLatent, {
    params,
    inputs: { latent },
    services,
  });
  return { ...(await read(services.ops, outputs.latent.tensor)), level: outputs.latent.level, warnings };
}

describe('ResizeLatent', () => {
  test('by a factor, nearest or between cells', async () => {
    expect(await resized({ filter: 'nearest' })).toEqual({
      dims: [1, 1, 2, 4],
      data: [0, 0, 4, 4, 0, 0, 4, 4],
      level: { kind: 'clean' },
      warnings: [],
    });
    expect((await resized({})).data).toEqual([0, 1, 3, 4, 0, 1, 3, 4]);
    expect((await resized({ factor: 0.5, filter: 'nearest' })).dims).toEqual([1, 1, 1, 1]);
  });

  test('to a size in pixels', async () => {
    expect(await resized({ by: 'size', width: 6, height: 2, filter: 'nearest' })).toMatchObject({
      dims: [1, 1, 1, 3],
      data: [0, 0, 4],
    });
    expect(await problemOf(() => resized({ by: 'size', width: 6, height: 5 }))).toMatchObject({
      code: 'size-not-a-multiple',
      remedy: 'Use 6×6.',
      param: 'height',
    });
  });

  test('a picture beyond all measure is a problem', async () => {
    const services = fakeServices();
    const latent = await latentOf(services.ops, new Array<number>(1000).fill(0));
    const call = { params: { factor: 16 }, inputs: { latent }, services };
    expect(await problemOf(() => runNode(resizeLatent, call))).toMatchObject({ code: 'latent-too-large' });
  });

  test('warns of noise that is resized with the picture, and refuses pure noise', async () => {
    const level: LatentLevel = { kind: 'noised', timestep: 300, alpha: 0.8, sigma: 0.6 };
    expect(await resized({}, level)).toMatchObject({ level, warnings: [{ code: 'noised-latent-resized' }] });
    expect(await problemOf(() => resized({}, NOISE_LEVEL))).toMatchObject({
      code: 'noise-resized',
      remedy: 'Set the size in Noise.',
    });
  });
});
