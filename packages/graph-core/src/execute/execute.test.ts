import { describe, expect, test } from 'vitest';
import type { WorkflowDocument } from '../document/schema.ts';
import { type PlanOptions, plan } from '../plan/plan.ts';
import type { RunEventBody } from '../run/run-event.ts';
import { type ToyServices, toyDocument, toyRegistry, toyServices } from '../testing/toy-nodes.ts';
import { createCache, type ResultCache } from './cache.ts';
import { type ExecuteOptions, execute } from './execute.ts';
import type { ValueMemory } from './memory.ts';

interface Run extends ToyServices {
  readonly outcome: string;
  readonly events: readonly RunEventBody[];
}

async function run(
  document: WorkflowDocument,
  options: PlanOptions & Partial<ExecuteOptions> = {},
  cache: ResultCache = createCache({ budgetBytes: 1e6 }),
): Promise<Run> {
  const planned = plan(document, toyRegistry, options);
  if (!planned.ok) throw new Error(planned.problems.map((found) => found.message).join('\n'));
  const services = toyServices();
  const events: RunEventBody[] = [];
  const outcome = await execute(planned.plan, {
    cache,
    services,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { outcome, events, ...services };
}

const loop = toyDocument(
  {
    one: ['Constant', { value: 1 }],
    start: ['LoopStart', { count: 4 }],
    left: ['Double'],
    right: ['Double'],
    guide: ['Guide', { until: 0.5 }],
    total: ['Accumulate'],
    end: ['LoopEnd'],
    save: ['Save'],
  },
  [
    'one.value > start.value',
    'start.value > left.a',
    'start.value > right.a',
    'left.twice > guide.main',
    'right.twice > guide.other',
    'guide.result > total.a',
    'guide.result > end.value',
    'total.total > end.extra',
    'end.value > save.value',
  ],
);

describe('running a graph', () => {
  test('values flow along wires, params have defaults, integers become numbers', async () => {
    const document = toyDocument(
      { seven: ['Whole', { value: 7 }], add: ['Add', { bonus: 0.5 }], save: ['Save'] },
      ['seven.value > add.a', 'add.sum > save.value'],
    );
    expect(await run(document)).toMatchObject({ outcome: 'finished', saved: [7.5] });
  });

  test('a wire to a param wins over its value, an override wins over the wire', async () => {
    const document = toyDocument(
      { two: ['Constant', { value: 2 }], add: ['Add', { bonus: 10 }], save: ['Save'] },
      ['two.value > add.a', 'two.value > add.bonus', 'add.sum > save.value'],
    );
    expect((await run(document)).saved).toEqual([4]);
    expect((await run(document, { overrides: { 'add.bonus': 100 } })).saved).toEqual([102]);
  });

  test('a wired param is checked by its schema', async () => {
    const document = toyDocument({ big: ['Constant', { value: 5000 }], add: ['Add'], save: ['Save'] }, [
      'big.value > add.a',
      'big.value > add.bonus',
      'add.sum > save.value',
    ]);
    const { outcome, events } = await run(document);
    expect(outcome).toBe('failed');
    expect(events.find((event) => event.type === 'nodeFailed')).toMatchObject({
      node: 'add',
      problem: { code: 'param-invalid', param: 'bonus' },
    });
  });

  test('list inputs keep the order of their wires', async () => {
    const document = toyDocument(
      { one: ['Constant', { value: 1 }], two: ['Constant', { value: 2 }], sum: ['Sum'], save: ['Save'] },
      ['two.value > sum.terms', 'one.value > sum.terms', 'sum.sum > save.value'],
    );
    expect((await run(document)).saved).toEqual([21]);
  });

  test('only what the targets need runs', async () => {
    const document = toyDocument({ one: ['Constant'], idle: ['Constant'], add: ['Add'], save: ['Save'] }, [
      'one.value > add.a',
      'add.sum > save.value',
    ]);
    expect((await run(document)).log).toEqual(['one', 'add']);
    expect((await run(document, { targets: ['one'] })).log).toEqual(['one']);
  });

  test('a failing node is named and ends the run', async () => {
    const document = toyDocument({ one: ['Constant'], fail: ['Fail'], save: ['Save'] }, [
      'one.value > fail.a',
      'fail.value > save.value',
    ]);
    const { outcome, events, saved } = await run(document);
    expect(outcome).toBe('failed');
    expect(saved).toEqual([]);
    expect(events.slice(-2)).toMatchObject([
      { type: 'nodeFailed', node: 'fail', problem: { code: 'node-crashed', node: 'fail' } },
      { type: 'failed', problems: [{ code: 'node-crashed' }] },
    ]);
  });
});

describe('lazy inputs', () => {
  test('the branch that is not chosen does not run', async () => {
    const document = toyDocument(
      {
        index: ['Constant', { value: 5 }],
        before: ['Before', { limit: 3 }],
        yes: ['Constant', { value: 1 }],
        no: ['Constant', { value: 2 }],
        behind: ['Add'],
        choose: ['Choose'],
        save: ['Save'],
      },
      [
        'index.value > before.index',
        'before.yes > choose.condition',
        'yes.value > choose.whenTrue',
        'no.value > behind.a',
        'behind.sum > choose.whenFalse',
        'choose.value > save.value',
      ],
    );
    const { saved, log } = await run(document);
    expect(saved).toEqual([2]);
    expect(log).toEqual(['index', 'no', 'behind']);
  });

  test('a node outside a zone that a step asks for late runs once, at first demand', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        early: ['Constant', { value: 10 }],
        late: ['Constant', { value: 20 }],
        start: ['LoopStart', { count: 4 }],
        before: ['Before', { limit: 2 }],
        choose: ['Choose'],
        add: ['Add'],
        end: ['LoopEnd'],
        save: ['Save'],
      },
      [
        'one.value > start.value',
        'start.index > before.index',
        'before.yes > choose.condition',
        'early.value > choose.whenTrue',
        'late.value > choose.whenFalse',
        'start.value > add.a',
        'choose.value > add.b',
        'add.sum > end.value',
        'end.value > save.value',
      ],
    );
    const { saved, log } = await run(document);
    expect(saved).toEqual([61]);
    expect(log).toEqual(['one', 'early', 'add', 'add', 'late', 'add', 'add']);
  });
});

describe('zones', () => {
  test('the body runs once a step, calls that may are coalesced, state lives for the run of the zone', async () => {
    const { saved, log, outcome } = await run(loop);
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
    expect((await run(document)).saved).toEqual([3]);
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
    const { saved, log } = await run(document);
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
    expect((await run(document)).saved).toEqual([2, 3, 4]);
  });

  test('each step is reported once with its number', async () => {
    const { events } = await run(loop);
    expect(events.filter((event) => event.type === 'stepFinished')).toMatchObject(
      [1, 2, 3, 4].map((step) => ({ zone: 'loop', step, count: 4 })),
    );
    expect(events.filter((event) => event.type === 'nodeFinished' && event.node === 'left')).toHaveLength(1);
    expect(events.filter((event) => event.type === 'nodeStarted' && event.node === 'left')).toHaveLength(1);
  });

  test('a zone without steps gives what it was given', async () => {
    expect((await run(loop, { overrides: { 'start.count': 0 } })).saved).toEqual([1]);
  });
});

describe('the cache', () => {
  test('a second run repeats effects from cached inputs alone', async () => {
    const cache = createCache({ budgetBytes: 1e6 });
    await run(loop, {}, cache);
    const second = await run(loop, {}, cache);
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
    await run(build({ a: 'a', zone: 'z' }, 0, 0), {}, cache);
    expect((await run(build({ a: 'b', zone: 'y' }, 500, 0), {}, cache)).log).toEqual([]);
    expect((await run(build({ a: 'b', zone: 'y' }, 500, 5), {}, cache)).log).toEqual(['add']);
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
    await run(loop, { memory, overrides: { 'start.count': 50 } }, cache);
    cache.clear();
    expect([...held.values()].filter((count) => count !== 0)).toEqual([]);
    expect(most).toBeLessThan(12);
  });
});

describe('cancelling', () => {
  test('takes effect before the next step', async () => {
    const signal = { aborted: false };
    const services = toyServices();
    const planned = plan(loop, toyRegistry);
    if (!planned.ok) throw new Error('unreachable');
    const outcome = await execute(planned.plan, {
      cache: createCache({ budgetBytes: 1e6 }),
      services,
      signal,
      onEvent: (event) => {
        if (event.type === 'stepFinished' && event.step === 2) signal.aborted = true;
      },
    });
    expect(outcome).toBe('cancelled');
    expect(services.saved).toEqual([]);
    expect(services.log.at(-1)).toBe('drop total');
    expect(services.log).not.toContain('left');
  });
});
