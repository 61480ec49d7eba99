import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StepPosition, ZoneRun } from '../definition/node-definition.ts';
import type { Registry } from '../definition/registry.ts';
import { runToys, toysWith } from '../testing/run-toys.ts';
import { toyLoop } from '../testing/toy-loop.ts';
import { toy, toyDocument, toyRegistry } from '../testing/toy-nodes.ts';

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

  test('a start tells what each of its steps goes by', async () => {
    const begins = toyRegistry.nodes.get('LoopStart')!.begin!;
    const loopStart = {
      ...toyRegistry.nodes.get('LoopStart')!,
      begin: (context: Parameters<typeof begins>[0]) => ({
        ...(begins(context) as ZoneRun),
        stepReadings: (index: number) => ({ sigma: 4 - index }),
      }),
    };
    const readingsOf = async (registry: Registry) =>
      (await runToys(toyLoop, { registry })).events.flatMap((event) =>
        event.type === 'stepFinished' ? [event.readings] : [],
      );
    expect(await readingsOf(toysWith(loopStart))).toEqual([4, 3, 2, 1].map((sigma) => ({ sigma })));
    expect(await readingsOf(toyRegistry)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('steps are timed by a clock of their own, which may stand still', async () => {
    let now = 0;
    const { events } = await runToys(toyLoop, { now: () => ++now, stepClock: () => 7 });
    const timed = events.flatMap((event) => (event.type === 'stepFinished' ? [event.elapsedMs] : []));
    expect(timed).toEqual([0, 0, 0, 0]);
    expect(events.at(-1)).toEqual({ type: 'finished', elapsedMs: now - 1 });
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

  test('a start that is a target runs its zone to the end', async () => {
    const { outcome, events } = await runToys(toyLoop, { targets: ['start'] });
    expect(outcome).toBe('finished');
    expect(events.filter((event) => event.type === 'stepFinished')).toHaveLength(4);
  });

  test('the start of an inner zone knows the step of the outer', async () => {
    const steps: (StepPosition | null)[] = [];
    const start = toyRegistry.nodes.get('LoopStart')!;
    const watched = toy({
      ...start,
      begin: (context) => {
        steps.push(context.step);
        return start.begin!(context as never);
      },
    });
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        outer: ['LoopStart', { zone: 'outer', count: 2 }],
        inner: ['LoopStart', { zone: 'inner', count: 1 }],
        innerEnd: ['LoopEnd', { zone: 'inner' }],
        outerEnd: ['LoopEnd', { zone: 'outer' }],
        save: ['Save'],
      },
      [
        'one.value > outer.value',
        'outer.value > inner.value',
        'inner.value > innerEnd.value',
        'innerEnd.value > outerEnd.value',
        'outerEnd.value > save.value',
      ],
    );
    await runToys(document, { registry: toysWith(watched) });
    expect(steps).toEqual([null, { index: 0, count: 2 }, { index: 1, count: 2 }]);
  });

  test('a late decision inside the body still lets calls run together', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        start: ['LoopStart', { count: 2 }],
        left: ['Double'],
        right: ['Double'],
        scale: ['Add', { bonus: 2 }],
        guide: ['Guide'],
        end: ['LoopEnd'],
        save: ['Save'],
      },
      [
        'one.value > start.value',
        'start.value > left.a',
        'start.value > right.a',
        'start.index > scale.a',
        'scale.sum > guide.scale',
        'left.twice > guide.main',
        'right.twice > guide.other',
        'guide.result > end.value',
        'end.value > save.value',
      ],
    );
    const { log, saved } = await runToys(document);
    expect(saved).toEqual([16]);
    expect(log).toEqual(['one', 'scale', 'together left right', 'scale', 'together left right']);
  });
});

describe('a zone that is running', () => {
  test('shows nobody outside what it carries: a decision waits for its end', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        late: ['Constant', { value: 10 }],
        start: ['LoopStart', { count: 1 }],
        before: ['Before', { limit: 1 }],
        choose: ['Choose'],
        add: ['Add'],
        end: ['LoopEnd'],
        guide: ['Guide'],
        save: ['Save'],
      },
      [
        'one.value > start.value',
        'start.index > before.index',
        'before.yes > choose.condition',
        'late.value > choose.whenTrue',
        'one.value > choose.whenFalse',
        'start.value > add.a',
        'choose.value > add.b',
        'add.sum > end.value',
        'end.value > guide.scale',
        'end.value > guide.main',
        'one.value > guide.other',
        'guide.result > save.value',
      ],
    );
    // While the zone asks for the late constant it carries 1, at which Guide would not want its other input.
    expect((await runToys(document)).saved).toEqual([12]);
  });
});

describe('failing inside a zone', () => {
  const failing = (step: number) =>
    toy({
      type: 'Add',
      inputs: { a: { type: 'number', description: 'A number.' } },
      outputs: { sum: { type: 'number', description: 'The same.' } },
      params: z.object({ bonus: z.number().default(0) }),
      run: (context) => {
        if (context.step?.index === step) throw new Error('it broke');
        return { sum: context.inputs.a };
      },
    });
  const document = toyDocument(
    {
      one: ['Constant', { value: 1 }],
      start: ['LoopStart', { count: 3 }],
      add: ['Add'],
      end: ['LoopEnd'],
      save: ['Save'],
    },
    ['one.value > start.value', 'start.value > add.a', 'add.sum > end.value', 'end.value > save.value'],
  );

  test('neither the node nor the zone is reported as finished', async () => {
    const { outcome, events } = await runToys(document, { registry: toysWith(failing(1)) });
    expect(outcome).toBe('failed');
    const finished = events.flatMap((event) => (event.type === 'nodeFinished' ? [event.node] : []));
    expect(finished).toEqual(['one', 'start']);
    expect(events.slice(-2)).toMatchObject([{ type: 'nodeFailed', node: 'add' }, { type: 'failed' }]);
  });

  test('a start that cannot give a step is named', async () => {
    const start = toyRegistry.nodes.get('LoopStart')!;
    const broken = toy({
      ...start,
      begin: () => ({
        count: 1,
        carried: {},
        stepOutputs: () => {
          throw new Error('no such step');
        },
      }),
    });
    const { events } = await runToys(document, { registry: toysWith(broken) });
    expect(events.find((event) => event.type === 'nodeFailed')).toMatchObject({
      node: 'start',
      problem: { code: 'node-crashed' },
    });
  });
});
