import { expect, test } from 'vitest';
import type { ImageValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { cropImage } from './crop-image.ts';

const services = fakeServices();
const { ops } = services;

async function crop(params: Readonly<Record<string, number>>) {
  // Two pictures of one row and three columns; values count on.
  const data = Array.from({ length: 18 }, (_, i) => i);
  const image = { tensor: await tensorOf(ops, data, [2, 1, 3, 3]) };
  const { outputs } = await runNode<{ image: ImageValue }>(cropImage, {
    params,
    inputs: { image },
    services,
  });
  return read(ops, outputs.image.tensor);
}

test('cuts the same rectangle out of every picture', async () => {
  expect(await crop({ left: 1, top: 0, width: 2, height: 1 })).toEqual({
    dims: [2, 1, 2, 3],
    data: [3, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17],
  });
});

test('a rectangle that reaches out of the picture is a problem', async () => {
  const found = await problemOf(() => crop({ left: 2, top: 0, width: 2, height: 1 }));
  expect([found.code, found.message]).toEqual([
    'crop-outside-picture',
    'A 2×1 crop at 2, 0 does not lie inside the picture, which is 3×1 pixels.',
  ]);
});
