import { expect, test } from 'vitest';
import { readExample } from '../support/examples.ts';
import { type RgbPicture, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';

const runtime = useRuntime();

const COLORS: readonly (readonly [string, readonly [number, number, number]])[] = [
  ['#ff8a3c', [255, 138, 60]],
  ['#2050ff', [32, 80, 255]],
  ['#30c040', [48, 192, 64]],
];

test.each(COLORS)('towards %s the mean colour moves on with the weight', async (color, rgb) => {
  const document = readExample('color-guidance');
  const distances: number[] = [];
  for (const weight of [0, 0.05, 0.1, 0.2, 0.4]) {
    const overrides = { 'color.color': color, 'color.weight': weight, 'color.to': 1 };
    const { problems, outputs } = await runtime.run({ document, overrides });
    expect(problems).toEqual([]);
    distances.push(distanceOfMean(await readRgb(outputs[0]!), rgb));
  }
  expect(distances).toEqual([...distances].sort((a, b) => b - a));
  expect(distances.at(-1)!).toBeLessThan(0.75 * distances[0]!);
});

function distanceOfMean({ data }: RgbPicture, rgb: readonly [number, number, number]): number {
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i++) sums[i % 3]! += data[i]!;
  return Math.hypot(...sums.map((sum, channel) => sum / (data.length / 3) - rgb[channel]!));
}
