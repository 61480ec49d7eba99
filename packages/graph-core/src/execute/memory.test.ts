import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runToys, toysWith } from '../testing/run-toys.ts';
import { toyLoop } from '../testing/toy-loop.ts';
import { toy, toyDocument } from '../testing/toy-nodes.ts';
import { createCache, type ResultCache } from './cache.ts';
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

  test('a value goes at its last use, also where readers are cached or never asked', async () => {
    const held = new Set<unknown>();
    const memory: ValueMemory = {
      retain: (value) => void held.add(value),
      release: (value) => void held.delete(value),
      settle() {},
      sizeBytes: () => 1000,
    };
    const heldAtEnd: boolean[] = [];
    const big = { big: true };
    const watching = [
      toy({
        type: 'Big',
        outputs: { value: { type: 'number', description: '' } },
        run: () => ({ value: big }),
      }),
      toy({
        type: 'Watch',
        inputs: { after: { type: 'number', description: '' } },
        effect: true,
        run: () => {
          heldAtEnd.push(held.has(big));
          return {};
        },
      }),
      toy({
        type: 'Small',
        inputs: { a: { type: 'number', description: '' } },
        params: z.object({ bonus: z.number().default(0) }),
        outputs: { sum: { type: 'number', description: '' } },
        run: ({ params }) => ({ sum: (params as { bonus: number }).bonus }),
      }),
    ];
    // Small results are kept, the big one never is.
    const cache = createCache({
      budgetBytes: 999,
      memory: { ...memory, retain() {}, release() {}, sizeBytes: (value) => (value === big ? 1000 : 1) },
    });
    const build = (bonus: number) =>
      toyDocument(
        {
          big: ['Big'],
          unasked: ['Small', { bonus: 5 }],
          kept: ['Small', { bonus: 1 }],
          between: ['Add'],
          fresh: ['Small', { bonus }],
          choose: ['Guide', { scale: 1 }],
          add: ['Add'],
          watch: ['Watch'],
        },
        [
          'big.value > unasked.a',
          'big.value > kept.a',
          'kept.sum > between.a',
          'big.value > fresh.a',
          'fresh.sum > choose.main',
          'unasked.sum > choose.other',
          'choose.result > add.a',
          'between.sum > add.b',
          'add.sum > watch.after',
        ],
      );
    const options = { memory, registry: toysWith(...watching) };
    await runToys(build(2), options, cache);
    await runToys(build(3), options, cache);
    expect(heldAtEnd).toEqual([false, false]);
  });

  test('a value stays for a target, though its only reader in the graph is cached', async () => {
    const cache = createCache({ budgetBytes: 1e6 });
    const document = toyDocument({ m: ['Constant', { value: 3 }], c: ['Add'], a: ['Double'], b: ['Add'] }, [
      'm.value > c.a',
      'm.value > a.a',
      'a.twice > b.a',
    ]);
    await runToys(document, { targets: ['b'] }, cache);
    const results: unknown[] = [];
    const onlyB: ResultCache = {
      sizeBytes: 0,
      clear() {},
      get: (key) => (cache.get(key)?.sum === 6 ? cache.get(key) : undefined),
      set: (_, outputs) => void results.push(outputs),
    };
    const { log } = await runToys(document, { targets: ['c', 'a', 'b'] }, onlyB);
    expect({ log, results }).toEqual({
      log: ['m', 'c', 'a'],
      results: [{ value: 3 }, { sum: 3 }, { twice: 6 }],
    });
  });
});
