import { expect, test } from 'vitest';
import { Float32Backend } from '../testing/float32-backend.ts';
import { limitClean } from './thresholding.ts';

async function limited(values: readonly number[], config: Parameters<typeof limitClean>[2]) {
  const ops = new Float32Backend();
  const clean = await ops.upload(Float32Array.from(values), [2, 4]);
  return [...(await ops.download(await limitClean(ops, clean, config)))];
}

const values = [0.5, -1, 3, -5, 0.1, 0.2, -0.3, 0.4];

test('leaves the sample alone when nothing is on', async () => {
  expect(await limited(values, {})).toEqual([...Float32Array.from(values)]);
});

test('clips to a fixed range', async () => {
  const clipped = await limited(values, { clip_sample: true, clip_sample_range: 2 });
  expect(clipped).toEqual([...Float32Array.from([0.5, -1, 2, -2, 0.1, 0.2, -0.3, 0.4])]);
});

test('thresholds each sample of the batch at its own quantile, but not below 1', async () => {
  const config = { thresholding: true, dynamic_thresholding_ratio: 2 / 3, sample_max_value: 10 };
  const expected = [0.5 / 3, -1 / 3, 1, -1, 0.1, 0.2, -0.3, 0.4];
  (await limited(values, config)).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 6);
  });
});

test('holds the threshold below sample_max_value', async () => {
  const config = { thresholding: true, dynamic_thresholding_ratio: 1, sample_max_value: 2 };
  expect((await limited(values, config)).slice(0, 4)).toEqual([0.25, -0.5, 1, -1]);
});
