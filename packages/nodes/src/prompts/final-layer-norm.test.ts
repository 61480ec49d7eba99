import { describe, expect, test } from 'vitest';
import { streamFromSeed } from '../random/seed-value.ts';
import { createStream } from '../random/stream.ts';
import { applyLayerNorm, findLayerNorm, type LayerNorm } from './final-layer-norm.ts';

const TOKENS = 77;
const WIDTH = 32;
const stream = createStream(streamFromSeed(5));
const normal = (count: number) => stream.draw([count]);

/** As trained ones look: gains around 1, a first token far larger than all others. */
const norm: LayerNorm = {
  gain: normal(WIDTH).map((value) => 1 + 0.2 * value),
  bias: normal(WIDTH).map((value) => 0.5 * value),
};
const input = normal(TOKENS * WIDTH).map((value, i) => (i < WIDTH ? 30 * value : value));

describe('findLayerNorm', () => {
  test('finds what leads from input to output, to float32 precision', () => {
    const found = findLayerNorm(input, applyLayerNorm(input, norm), WIDTH)!;
    norm.gain.forEach((value, i) => {
      expect(found.gain[i]).toBeCloseTo(value, 5);
      expect(found.bias[i]).toBeCloseTo(norm.bias[i]!, 5);
    });
  });

  test('bears the rounding of half precision', () => {
    const output = applyLayerNorm(input, norm).map((value) => value * (1 + 0.0005 * Math.sin(value * 1e6)));
    const found = findLayerNorm(input, output, WIDTH)!;
    const [given, again] = [applyLayerNorm(input, norm), applyLayerNorm(input, found)];
    const error = Math.max(...given.map((value, i) => Math.abs(value - again[i]!)));
    expect(error).toBeLessThan(0.01);
  });

  test('finds none where there is none', () => {
    expect(findLayerNorm(input, normal(TOKENS * WIDTH), WIDTH)).toBeNull();
    // The state after the norm in place of the one before it, as some exports have it.
    const output = applyLayerNorm(input, norm);
    expect(findLayerNorm(output, output, WIDTH)).toBeNull();
  });
});

test('applyLayerNorm brings every token to the norm’s own mean and deviation', () => {
  const [a, b] = [3 / Math.sqrt(9 + 1e-5), 1 / Math.sqrt(1 + 1e-5)];
  const output = applyLayerNorm(Float32Array.of(1, 7, 0, -2), {
    gain: Float32Array.of(2, 1),
    bias: Float32Array.of(0, 10),
  });
  [-2 * a, 10 + a, 2 * b, 10 - b].forEach((value, i) => {
    expect(output[i]).toBeCloseTo(value, 5);
  });
});
