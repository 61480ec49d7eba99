import { expect, test } from 'vitest';
import type { ImageValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { imageGrid } from './image-grid.ts';

const services = fakeServices();
const { ops } = services;

/** A batch of grey pictures of one pixel each. */
async function greys(...values: readonly number[]): Promise<ImageValue> {
  const data = values.flatMap((value) => [value, value, value]);
  return { tensor: await tensorOf(ops, data, [values.length, 1, 1, 3]) };
}

async function grid(images: readonly ImageValue[], params: Readonly<Record<string, unknown>>) {
  const { outputs } = await runNode<{ image: ImageValue }>(imageGrid, {
    params,
    inputs: { images },
    services,
  });
  const { dims, data } = await read(ops, outputs.image.tensor);
  return { size: dims.slice(1, 3), reds: data.filter((_, i) => i % 3 === 0) };
}

test('lays wires and batches out in one picture, in order', async () => {
  const images = [await greys(0.25, 0.5), await greys(0.75)];
  expect(await grid(images, { columns: 2, gap: 1, background: '#ff0000' })).toEqual({
    size: [3, 3],
    reds: [0.25, 1, 0.5, 1, 1, 1, 0.75, 1, 1],
  });
  expect(await grid(images, { columns: 3, gap: 0 })).toEqual({ size: [1, 3], reds: [0.25, 0.5, 0.75] });
});

test('is about square when no columns are given', async () => {
  const sizeOf = async (count: number) =>
    (await grid([await greys(...new Array<number>(count).fill(0))], { gap: 0 })).size;
  expect(await sizeOf(1)).toEqual([1, 1]);
  expect(await sizeOf(4)).toEqual([2, 2]);
  expect(await sizeOf(6)).toEqual([2, 3]);
});
