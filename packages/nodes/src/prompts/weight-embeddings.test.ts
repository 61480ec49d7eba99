import { expect, test } from 'vitest';
import { embeddingMultipliers, weightEmbeddings } from './weight-embeddings.ts';

test('rows are multiplied and the mean is restored', () => {
  // Sums: 3 + 7 = 10 before, 3 + 2 · 7 = 17 after weighting.
  const weighted = weightEmbeddings(Float32Array.of(1, 2, 3, 4), [1, 2]);
  const expected = [10 / 17, 20 / 17, 60 / 17, 80 / 17];
  expect(weighted).toEqual(Float32Array.from(expected));
});

test('weights of 1 change nothing at all', () => {
  const embeddings = Float32Array.of(0.1, 0.2, 0.3, 0.4);
  expect(weightEmbeddings(embeddings, [1, 1])).toBe(embeddings);
});

test('where the weighted mean is zero the weights stand alone', () => {
  expect(embeddingMultipliers(Float32Array.of(1, 1), [1, -1])).toEqual([1, -1]);
  expect(embeddingMultipliers(Float32Array.of(0, 0), [1, 2])).toEqual([1, 2]);
});
