import { expect, test } from 'vitest';
import type { ImageValue, MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { maskOf, read, tensorOf } from '../../testing/sample-values.ts';
import { blendImages } from './blend-images.ts';

const services = fakeServices();
const { ops } = services;

/** A row of grey pixels. */
async function greys(...values: readonly number[]): Promise<ImageValue> {
  const data = values.flatMap((value) => [value, value, value]);
  return { tensor: await tensorOf(ops, data, [1, 1, values.length, 3]) };
}

async function blend(amount: number, b: ImageValue, mask?: MaskValue): Promise<readonly number[]> {
  const inputs = { a: await greys(0, 0.5), b, ...(mask ? { mask } : {}) };
  const { outputs } = await runNode<{ image: ImageValue }>(blendImages, {
    params: { amount },
    inputs,
    services,
  });
  const { data } = await read(ops, outputs.image.tensor);
  return data.filter((_, i) => i % 3 === 0);
}

test('blends evenly, or through a mask', async () => {
  const white = await greys(1, 1);
  expect(await blend(0.25, white)).toEqual([0.25, 0.625]);
  expect(await blend(1, white, await maskOf(ops, [0, 1]))).toEqual([0, 1]);
  expect(await blend(0.5, white, await maskOf(ops, [0.5, 0]))).toEqual([0.25, 0.5]);
});

test('pictures or masks of other sizes are problems', async () => {
  const wide = await greys(1, 1, 1);
  expect((await problemOf(() => blend(0.5, wide))).code).toBe('picture-sizes-differ');
  const mask = await maskOf(ops, [1]);
  const found = await problemOf(async () => blend(0.5, await greys(1, 1), mask));
  expect(found.message).toBe("Picture 'a' is 2×1 pixels, but the mask is 1×1.");
});
