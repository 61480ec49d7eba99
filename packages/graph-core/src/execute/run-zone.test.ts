import { describe, expect, test } from 'vitest';
import { runToys } from '../testing/run-toys.ts';
import { toyLoop } from '../testing/toy-loop.ts';
import { toyDocument } from '../testing/toy-nodes.ts';

describe('zones', () => {
  test('the body runs once a step, calls that may are coalesced, state lives for the run of the zone', async () => {
    const { saved, log, outcome } = await runToys(toyLoop);
    expect(outcome).toBe('finished');
    // 1 → 4 → 16 while guided, then doubled: 32 → 64.
    expect(saved).toEqual([64]);
    expect(log).toEqual([
      'one',
      'together left right',
      'state total',
      'together left right',
      'left',
      'left',
      'drop total',
    ]);
  });

  test('carried values leave through the end', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        start: ['LoopStart', { count: 3 }],
        total: ['Accumulate'],
        end: ['LoopEnd'],
        save: ['Save'],
      },
      [
        'one.value > start.value',
        'start.index > total.a',
        'start.value > end.value',
        'total.total > end.extra',
        'end.extra > save.value',
      ],
    );
    expect((await runToys(document)).saved).toEqual([3]);
  });

  test('zones nest, and the inner one starts anew in every step of the outer', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        outer: ['LoopStart', { zone: 'outer', count: 2 }],
        inner: ['LoopStart', { zone: 'inner', count: 3 }],
        total: ['Accumulate'],
        add: ['Add'],
        innerEnd: ['LoopEnd', { zone: 'inner' }],
        outerEnd: ['LoopEnd', { zone: 'outer' }],
        save: ['Save'],
      },
      [
        'one.value > outer.value',
        'outer.value > inner.value',
        'one.value > total.a',
        'inner.value > add.a',
        'outer.index > add.b',
        'inner.index > total.a',
        'add.sum > innerEnd.value',
        'total.total > innerEnd.extra',
        'innerEnd.value > outerEnd.value',
        'innerEnd.extra > outerEnd.extra',
        'outerEnd.value > save.value',
      ].filter((wire) => wire !== 'one.value > total.a'),
    );
    const { saved, log } = await runToys(document);
    expect(saved).toEqual([4]);
    expect(log.filter((line) => line === 'state total')).toHaveLength(2);
  });

  test('a target inside the body runs the zone to its end', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        start: ['LoopStart'],
        add: ['Add', { bonus: 1 }],
        end: ['LoopEnd'],
        peek: ['Save'],
      },
      ['one.value > start.value', 'start.value > add.a', 'add.sum > end.value', 'add.sum > peek.value'],
    );
    expect((await runToys(document)).saved).toEqual([2, 3, 4]);
  });

  test('each step is reported once with its number', async () => {
    const { events } = await runToys(toyLoop);
    expect(events.filter((event) => event.type === 'stepFinished')).toMatchObject(
      [1, 2, 3, 4].map((step) => ({ zone: 'loop', step, count: 4 })),
    );
    expect(events.filter((event) => event.type === 'nodeFinished' && event.node === 'left')).toHaveLength(1);
    expect(events.filter((event) => event.type === 'nodeStarted' && event.node === 'left')).toHaveLength(1);
  });

  test('a zone without steps gives what it was given', async () => {
    expect((await runToys(toyLoop, { overrides: { 'start.count': 0 } })).saved).toEqual([1]);
  });
});
