import { expect, test } from 'vitest';
import type { Tensor } from '../../contract/tensor.ts';
import { Float32Backend } from '../../testing/float32-backend.ts';
import { tiled } from './tiled.ts';

const ops = new Float32Backend();

/** [2, 2, height, width], every value another. */
function counted(height: number, width: number): Promise<Tensor> {
  const size = 4 * height * width;
  return ops.upload(
    Float32Array.from({ length: size }, (_, i) => i / size),
    [2, 2, height, width],
  );
}

async function expectSame(actual: Tensor, expected: Tensor): Promise<void> {
  expect(actual.dims).toEqual(expected.dims);
  const wanted = await ops.download(expected);
  const values = await ops.download(actual);
  values.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-6);
  });
}

test('a model that looks at one cell alone gives the same in tiles, up and down in size', async () => {
  const double = (x: Tensor) => ops.resize(x, x.dims[2]! * 2, x.dims[3]! * 2, 'nearest');
  const halve = (x: Tensor) => ops.resize(x, x.dims[2]! / 2, x.dims[3]! / 2, 'nearest');
  const whole = await counted(10, 6);
  const up = { tile: 4, overlap: 1, scale: 2, evaluate: double };
  await expectSame(await tiled(ops, whole, up), await double(whole));
  const down = { tile: 4, overlap: 2, scale: 1 / 2, evaluate: halve };
  await expectSame(await tiled(ops, whole, down), await halve(whole));
});

test('the model may put out another number of channels', async () => {
  const whole = await counted(5, 5);
  const mix = (x: Tensor) => ops.mixChannels(x, [[1, 1]]);
  await expectSame(
    await tiled(ops, whole, { tile: 3, overlap: 1, scale: 1, evaluate: mix }),
    await mix(whole),
  );
});

test('tiles that differ fade into one another', async () => {
  let calls = 0;
  const evaluate = (x: Tensor) => ops.upload(new Float32Array(4).fill(calls++), x.dims);
  const result = await tiled(ops, await ops.upload(new Float32Array(6), [1, 1, 1, 6]), {
    ...{ tile: 4, overlap: 2, scale: 1 },
    evaluate,
  });
  expect([...(await ops.download(result))]).toEqual([0, 0, 0.15625, 0.84375, 1, 1]);
});

test('no tile is larger than asked, and what fits is evaluated whole', async () => {
  const seen: string[] = [];
  const evaluate = async (x: Tensor) => {
    seen.push(x.dims.join('×'));
    return x;
  };
  await tiled(ops, await counted(3, 6), { tile: 4, overlap: 1, scale: 1, evaluate });
  expect(seen).toEqual(['2×2×3×4', '2×2×3×4']);
  const small = await counted(3, 4);
  expect(await tiled(ops, small, { tile: 4, overlap: 1, scale: 1, evaluate })).toBe(small);
});
