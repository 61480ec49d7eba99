import { expect, test } from 'vitest';
import type { ImageValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { resizeImage } from './resize-image.ts';

const services = fakeServices();
const { ops } = services;

/** A batch of grey pictures, one value a pixel. */
async function greys(
  values: readonly number[],
  dims: readonly [number, number, number],
): Promise<ImageValue> {
  const data = values.flatMap((value) => [value, value, value]);
  return { tensor: await tensorOf(ops, data, [...dims, 3]) };
}

async function resize(image: ImageValue, params: Readonly<Record<string, unknown>>) {
  const { outputs } = await runNode<{ image: ImageValue }>(resizeImage, {
    params,
    inputs: { image },
    services,
  });
  return read(ops, outputs.image.tensor);
}

test('resizes every picture of a batch', async () => {
  const image = await greys([0, 1, 0.5, 0.25], [2, 1, 2]);
  expect(await resize(image, { width: 1, height: 1, filter: 'area' })).toEqual({
    dims: [2, 1, 1, 3],
    data: [0.5, 0.5, 0.5, 0.375, 0.375, 0.375],
  });
});

test('contains a picture on a ground of the given colour', async () => {
  const params = { width: 3, height: 1, fit: 'contain', filter: 'nearest', padColor: '#f00' };
  expect(await resize(await greys([0.5], [1, 1, 1]), params)).toEqual({
    dims: [1, 1, 3, 3],
    data: [1, 0, 0, 0.5, 0.5, 0.5, 1, 0, 0],
  });
});

test('a size that memory cannot hold on the way is a problem, not a crash', async () => {
  const thin = await greys(new Array<number>(8192).fill(0), [1, 8192, 1]);
  const found = await problemOf(() => resize(thin, { width: 8192, height: 8192, fit: 'cover' }));
  expect(found.code).toBe('picture-too-large');
});

test.each([
  ['width', 0],
  ['height', 8193],
  ['width', 1.5],
  ['fit', 'squeeze'],
  ['padColor', 'red'],
])('%s %s is refused', (param, value) => {
  expect(resizeImage.params.safeParse({ [param]: value }).success).toBe(false);
});
