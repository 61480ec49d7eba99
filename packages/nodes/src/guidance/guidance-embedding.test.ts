import { expect, test } from 'vitest';
import { guidanceEmbedding } from './guidance-embedding.ts';

test('sines, then cosines, at falling frequencies', () => {
  // w = 1000 · (1.002 − 1) = 2; frequencies 1, 10⁻², 10⁻⁴.
  const embedding = guidanceEmbedding(1.002, 6);
  const angles = [2, 0.02, 0.0002];
  [...angles.map(Math.sin), ...angles.map(Math.cos)].forEach((expected, i) => {
    expect(embedding[i]).toBeCloseTo(expected, 6);
  });
});

test('an odd width ends in 0; scale 1 is angle 0', () => {
  expect([...guidanceEmbedding(1, 5)]).toEqual([0, 0, 1, 1, 0]);
});
