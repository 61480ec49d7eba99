import { expect, test } from 'vitest';
import type { MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { maskOf, read } from '../../testing/sample-values.ts';
import { blurMask } from './blur-mask.ts';

const services = fakeServices();

async function blur(values: readonly number[], sigma: number) {
  const { outputs } = await runNode<{ mask: MaskValue }>(blurMask, {
    params: { sigma },
    inputs: { mask: await maskOf(services.ops, values) },
    services,
  });
  return read(services.ops, outputs.mask.tensor);
}

test('spreads a point by a Gaussian', async () => {
  const weights = [-3, -2, -1, 0, 1, 2, 3].map((offset) => Math.exp(-(offset ** 2) / 2));
  const sum = weights.reduce((total, weight) => total + weight);
  const { dims, data } = await blur([0, 0, 0, 1, 0, 0, 0], 1);
  expect(dims).toEqual([1, 1, 1, 7]);
  data.forEach((value, i) => {
    expect(value).toBeCloseTo(weights[i]! / sum, 6);
  });
});

test('sigma 0 leaves the mask as it is, and more than 64 is refused', async () => {
  expect((await blur([0, 1, 0.5], 0)).data).toEqual([0, 1, 0.5]);
  expect(blurMask.params.safeParse({ sigma: 65 }).success).toBe(false);
});
