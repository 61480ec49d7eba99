import { describe, expect, test } from 'vitest';
import { runToys } from '../testing/run-toys.ts';
import { toyLoop } from '../testing/toy-loop.ts';
import { createCache } from './cache.ts';
import type { ValueMemory } from './memory.ts';

describe('memory', () => {
  test('every value is released as often as it is retained once the run is over and the cache is empty', async () => {
    const held = new Map<unknown, number>();
    let most = 0;
    const change = (value: unknown, by: number) => {
      held.set(value, (held.get(value) ?? 0) + by);
      most = Math.max(most, [...held.values()].filter((count) => count > 0).length);
    };
    const memory: ValueMemory = {
      retain: (value) => change(value, 1),
      release: (value) => change(value, -1),
      settle() {},
      sizeBytes: () => 1,
    };
    const cache = createCache({ budgetBytes: 100, memory });
    await runToys(toyLoop, { memory, overrides: { 'start.count': 50 } }, cache);
    cache.clear();
    expect([...held.values()].filter((count) => count !== 0)).toEqual([]);
    expect(most).toBeLessThan(12);
  });
});
