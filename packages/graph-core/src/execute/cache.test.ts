import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runToys, toysWith } from '../testing/run-toys.ts';
import { toyLoop } from '../testing/toy-loop.ts';
import { toy, toyDocument } from '../testing/toy-nodes.ts';
import { createCache } from './cache.ts';
import type { ValueMemory } from './memory.ts';

describe('the cache', () => {
  test('a second run repeats effects from cached inputs alone', async () => {
    const cache = createCache({ budgetBytes: 1e6 });
    await runToys(toyLoop, {}, cache);
    const second = await runToys(toyLoop, {}, cache);
    expect(second.saved).toEqual([64]);
    expect(second.log).toEqual([]);
    expect(
      second.events.find((event) => event.type === 'nodeFinished' && event.node === 'end'),
    ).toMatchObject({ cached: true });
  });

  test('moving and renaming nodes and zones recomputes nothing; a changed param only what lies below it', async () => {
    const cache = createCache({ budgetBytes: 1e6 });
    const build = (ids: { a: string; zone: string }, x: number, bonus: number) =>
      toyDocument(
        {
          [ids.a]: ['Constant', { value: 3 }, { position: { x, y: 0 }, title: `moved ${x}` }],
          start: ['LoopStart', { zone: ids.zone }],
          step: ['Add'],
          end: ['LoopEnd', { zone: ids.zone }],
          add: ['Add', { bonus }],
          save: ['Save'],
        },
        [
          `${ids.a}.value > start.value`,
          'start.value > step.a',
          'step.sum > end.value',
          'end.value > add.a',
          'add.sum > save.value',
        ],
      );
    await runToys(build({ a: 'a', zone: 'z' }, 0, 0), {}, cache);
    expect((await runToys(build({ a: 'b', zone: 'y' }, 500, 0), {}, cache)).log).toEqual([]);
    expect((await runToys(build({ a: 'b', zone: 'y' }, 500, 5), {}, cache)).log).toEqual(['add']);
  });

  test('what does not decide the result is no part of the key', async () => {
    const runs: unknown[] = [];
    const shown = toy({
      type: 'Constant',
      outputs: { value: { type: 'number', description: 'A number.' } },
      params: z.object({
        value: z.record(z.string(), z.number()),
        shownAs: z.string().default('plain').meta({ decidesResult: false }),
      }),
      run: ({ params }) => {
        runs.push(params);
        return { value: 1 };
      },
    });
    const cache = createCache({ budgetBytes: 1e6 });
    const registry = toysWith(shown);
    const build = (params: Record<string, unknown>) =>
      toyDocument({ one: ['Constant', params], save: ['Save'] }, ['one.value > save.value']);
    await runToys(build({ value: { a: 1, b: 2 } }), { registry }, cache);
    await runToys(build({ value: { b: 2, a: 1 }, shownAs: 'fancy' }), { registry }, cache);
    expect(runs).toHaveLength(1);
    await runToys(build({ value: { a: 2, b: 1 } }), { registry }, cache);
    expect(runs).toHaveLength(2);
  });

  test('keeps to its budget, least recently used first out', () => {
    const memory: ValueMemory = {
      retain() {},
      release() {},
      settle() {},
      sizeBytes: (value) => value as number,
    };
    const cache = createCache({ budgetBytes: 100, memory });
    cache.set('a', { value: 40 });
    cache.set('b', { value: 40 });
    cache.get('a');
    cache.set('c', { value: 40 });
    cache.set('huge', { value: 101 });
    expect(['a', 'b', 'c', 'huge'].map((key) => cache.get(key) !== undefined)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(cache.sizeBytes).toBe(80);
  });
});
