import { expect, test } from 'vitest';
import { NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentValue, StepValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, maskOf, read, sampleStep } from '../../testing/sample-values.ts';
import { maskNode } from './mask.ts';

const services = fakeServices();
const { ops } = services;
const NEXT = { timestep: 400, alpha: 0.8, sigma: 0.6 };

async function masked(step: StepValue, mask: readonly number[], resample: 'nearest' | 'area' = 'nearest') {
  const { outputs } = await runNode<{ latent: LatentValue }>(maskNode, {
    params: { resample },
    inputs: {
      step,
      latent: await latentOf(ops, [100, 200], { level: { kind: 'noised', ...NEXT } }),
      original: await latentOf(ops, [1, 2]),
      noise: await latentOf(ops, [10, 20], { level: NOISE_LEVEL }),
      mask: await maskOf(ops, mask),
    },
    services,
  });
  return (await read(ops, outputs.latent.tensor)).data;
}

test('outside the mask the original is noised to the next level', async () => {
  const data = await masked(sampleStep({ next: NEXT }), [0, 1]);
  expect(data[0]).toBeCloseTo(0.8 * 1 + 0.6 * 10, 5);
  expect(data[1]).toBe(200);
});

test('after the last step the original goes in as it is', async () => {
  expect(await masked(sampleStep({ next: null }), [0, 1])).toEqual([1, 200]);
});

test('nearest is hard from 0.5 on, area keeps soft edges', async () => {
  expect(await masked(sampleStep(), [0.49, 0.5])).toEqual([1, 200]);
  const soft = await runNode<{ latent: LatentValue }>(maskNode, {
    params: { resample: 'area' },
    inputs: {
      step: sampleStep(),
      latent: await latentOf(ops, [100]),
      original: await latentOf(ops, [0]),
      noise: await latentOf(ops, [0], { level: NOISE_LEVEL }),
      mask: { tensor: await ops.upload(Float32Array.of(0, 1, 0, 0), [1, 1, 2, 2]) },
    },
    services,
  });
  expect((await read(ops, soft.outputs.latent.tensor)).data).toEqual([25]);
});

test('a mask of another size is refused with the size that fits', async () => {
  const problem = await problemOf(() => masked(sampleStep(), [0, 1, 1]));
  expect(problem).toMatchObject({ code: 'mask-size', port: 'mask' });
  expect(problem.message).toContain('4×2');
});
