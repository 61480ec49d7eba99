import { readFileSync } from 'node:fs';
import { createStream } from '@latentgraph/nodes';
import { describe, expect, test } from 'vitest';

interface RandnCase {
  readonly seed: string;
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly nextEight: readonly number[];
}

const file = process.env.RANDN_VECTORS ?? 'fixtures/reference/torch_randn.json';
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly RandnCase[] };

/**
 * torch computes logarithm, sine and cosine in vectorised float32: values up to about 5 with a relative error of a
 * few 2^-24, so about 1e-6 on other processors than the one that made the file.
 */
const TOLERANCE = 1e-5;

function largestDifference(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((largest, value, i) => Math.max(largest, Math.abs(actual[i]! - value)), 0);
}

function sumOf(values: Float32Array, term: (value: number) => number): number {
  return values.reduce((sum, value) => sum + term(value), 0);
}

describe(`torch.randn on the CPU (${file})`, () => {
  test('the file has cases', () => expect(cases.length).toBeGreaterThan(0));

  test.each(cases)('seed $seed, shape $shape', ({ seed, shape, ...expected }) => {
    const stream = createStream({
      generator: 'torch-cpu',
      seed: BigInt(seed),
      draws: [],
      batchSeeds: 'shared',
    });
    const noise = stream.draw(shape);
    expect(largestDifference(noise.subarray(0, expected.first.length), expected.first)).toBeLessThan(
      TOLERANCE,
    );
    expect(largestDifference(noise.subarray(-expected.last.length), expected.last)).toBeLessThan(TOLERANCE);
    expect(largestDifference(stream.draw([8]), expected.nextEight)).toBeLessThan(TOLERANCE);
    // Values of about 1 are off by a rounding of float32, 1e-7 on average; the bound does not rely on signs that cancel.
    const sumTolerance = TOLERANCE + 1e-7 * noise.length;
    expect(Math.abs(sumOf(noise, (value) => value) - expected.sum)).toBeLessThan(sumTolerance);
    expect(Math.abs(sumOf(noise, (value) => value ** 2) - expected.sumOfSquares)).toBeLessThan(
      2 * sumTolerance,
    );
  });
});
