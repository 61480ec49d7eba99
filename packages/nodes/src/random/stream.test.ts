import { ProblemError } from '@latentgraph/graph-core';
import { describe, expect, test } from 'vitest';
import type { SeedValue } from '../contract/values.ts';
import { createStream } from './stream.ts';

const start: SeedValue = { generator: 'torch-cpu', seed: 42n, draws: [], batchSeeds: 'shared' };

describe('createStream', () => {
  test.each(['shared', 'increment'] as const)(
    'goes on from a position as if it had not stopped (%s)',
    (batchSeeds) => {
      // Odd sizes below 16 leave a cached normal behind, 17 draws its tail twice, 5 pictures follow on 2.
      const draws = [
        [2, 5],
        [2, 17],
        [5, 3],
        [1, 3],
        [2, 64],
        [3, 1],
      ];
      const unbroken = createStream({ ...start, batchSeeds });
      let position = unbroken.position();
      for (const dims of draws) {
        const resumed = createStream(position);
        expect(resumed.draw(dims)).toEqual(unbroken.draw(dims));
        position = resumed.position();
      }
      expect(position).toEqual({ ...start, batchSeeds, draws });
      expect(unbroken.position()).toEqual(position);
    },
  );

  test('shared seeds draw a batch at once', () => {
    expect(createStream(start).draw([2, 16])).toEqual(createStream(start).draw([32]));
  });

  test('increment seeds give each picture the stream of its own seed, wrapping at 64 bits', () => {
    const last = 2n ** 64n - 1n;
    const batch = createStream({ ...start, seed: last, batchSeeds: 'increment' }).draw([2, 4, 8]);
    expect(batch.subarray(0, 32)).toEqual(createStream({ ...start, seed: last }).draw([1, 4, 8]));
    expect(batch.subarray(32)).toEqual(createStream({ ...start, seed: 0n }).draw([1, 4, 8]));
  });

  test('a position does not change when the stream goes on', () => {
    const stream = createStream(start);
    const position = stream.position();
    stream.draw([4]);
    expect(position.draws).toEqual([]);
  });

  test('an unknown generator is a problem that names the known ones', () => {
    const create = () => createStream({ ...start, generator: 'dice' });
    expect(create).toThrow(ProblemError);
    expect(create).toThrow("There is no random generator called 'dice'. Choose one of: torch-cpu.");
  });
});
