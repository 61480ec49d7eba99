import { describe, expect, test } from 'vitest';
import { plan } from '../plan/plan.ts';
import { runToys, toysWith } from '../testing/run-toys.ts';
import { toyLoop } from '../testing/toy-loop.ts';
import { toy, toyDocument, toyRegistry, toyServices } from '../testing/toy-nodes.ts';
import { createCache } from './cache.ts';
import { execute } from './execute.ts';
import { throwIfCancelled } from './failure.ts';

describe('running a graph', () => {
  test('values flow along wires, params have defaults, integers become numbers', async () => {
    const document = toyDocument(
      { seven: ['Whole', { value: 7 }], add: ['Add', { bonus: 0.5 }], save: ['Save'] },
      ['seven.value > add.a', 'add.sum > save.value'],
    );
    expect(await runToys(document)).toMatchObject({ outcome: 'finished', saved: [7.5] });
  });

  test('a wire to a param wins over its value, an override wins over the wire', async () => {
    const document = toyDocument(
      { two: ['Constant', { value: 2 }], add: ['Add', { bonus: 10 }], save: ['Save'] },
      ['two.value > add.a', 'two.value > add.bonus', 'add.sum > save.value'],
    );
    expect((await runToys(document)).saved).toEqual([4]);
    expect((await runToys(document, { overrides: { 'add.bonus': 100 } })).saved).toEqual([102]);
  });

  test('a wired param is checked by its schema', async () => {
    const document = toyDocument({ big: ['Constant', { value: 5000 }], add: ['Add'], save: ['Save'] }, [
      'big.value > add.a',
      'big.value > add.bonus',
      'add.sum > save.value',
    ]);
    const { outcome, events } = await runToys(document);
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
    expect((await runToys(document)).saved).toEqual([21]);
  });

  test('the order of the wires in the file means nothing, even where a list leaves theirs open', async () => {
    const build = (wires: readonly string[]) => {
      const document = toyDocument(
        { one: ['Constant', { value: 1 }], two: ['Constant', { value: 2 }], sum: ['Sum'], save: ['Save'] },
        [...wires, 'sum.sum > save.value'],
      );
      for (const edge of document.graphs.main.edges) delete edge.to.order;
      return document;
    };
    const wires = ['two.value > sum.terms', 'one.value > sum.terms'];
    expect((await runToys(build(wires))).saved).toEqual([12]);
    expect((await runToys(build(wires.toReversed()))).saved).toEqual([12]);
  });

  test('only what the targets need runs', async () => {
    const document = toyDocument({ one: ['Constant'], idle: ['Constant'], add: ['Add'], save: ['Save'] }, [
      'one.value > add.a',
      'add.sum > save.value',
    ]);
    expect((await runToys(document)).log).toEqual(['one', 'add']);
    expect((await runToys(document, { targets: ['one'] })).log).toEqual(['one']);
  });

  test('a failing node is named and ends the run', async () => {
    const document = toyDocument({ one: ['Constant'], fail: ['Fail'], save: ['Save'] }, [
      'one.value > fail.a',
      'fail.value > save.value',
    ]);
    const { outcome, events, saved } = await runToys(document);
    expect(outcome).toBe('failed');
    expect(saved).toEqual([]);
    expect(events.slice(-2)).toMatchObject([
      { type: 'nodeFailed', node: 'fail', problem: { code: 'node-crashed', node: 'fail' } },
      { type: 'failed', problems: [{ code: 'node-crashed' }] },
    ]);
  });
});

describe('running nodes together', () => {
  test('the one that fails is named, not the first', async () => {
    const picky = toy({
      type: 'Double',
      inputs: { a: { type: 'number', description: 'A number.' } },
      outputs: { twice: { type: 'number', description: 'Twice as much.' } },
      coalesce: { group: 'double', key: () => null, runTogether: async () => [] },
      run: ({ inputs }) => {
        if (inputs.a === 0) throw new Error('not zero');
        return { twice: 2 * (inputs.a as number) };
      },
    });
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        zero: ['Constant', { value: 0 }],
        good: ['Double'],
        bad: ['Double'],
        add: ['Add'],
        save: ['Save'],
      },
      [
        'one.value > good.a',
        'zero.value > bad.a',
        'good.twice > add.a',
        'bad.twice > add.b',
        'add.sum > save.value',
      ],
    );
    const { events } = await runToys(document, { registry: toysWith(picky) });
    expect(events.find((event) => event.type === 'nodeFailed')).toMatchObject({
      node: 'bad',
      problem: { node: 'bad' },
    });
  });
});

describe('generic inputs', () => {
  const words = {
    index: ['Constant', { value: 5 }],
    before: ['Before', { limit: 3 }],
    words: ['Words', { text: 'seven' }],
    seven: ['Whole', { value: 7 }],
    choose: ['Choose'],
    say: ['Say'],
  } as const;
  const common = ['index.value > before.index', 'before.yes > choose.condition', 'choose.value > say.text'];

  test.each([
    ['first', ['seven.value > choose.whenFalse', 'words.text > choose.whenTrue']],
    ['last', ['words.text > choose.whenTrue', 'seven.value > choose.whenFalse']],
  ])('a value that stands beside another type is converted to it: wired %s', async (_, wires) => {
    expect((await runToys(toyDocument(words, [...common, ...wires]))).saved).toEqual(['7']);
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
    const { saved, log } = await runToys(document);
    expect(saved).toEqual([2]);
    expect(log).toEqual(['index', 'no', 'behind']);
  });

  test('an input that was not asked for stays away, though somebody else wanted its value', async () => {
    const document = toyDocument(
      {
        one: ['Constant', { value: 1 }],
        two: ['Constant', { value: 2 }],
        guide: ['Guide', { scale: 1 }],
        a: ['Save'],
        b: ['Save'],
      },
      ['one.value > guide.main', 'two.value > guide.other', 'guide.result > a.value', 'two.value > b.value'],
    );
    expect((await runToys(document)).saved.sort()).toEqual([1, 2]);
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
    const { saved, log } = await runToys(document);
    expect(saved).toEqual([61]);
    expect(log).toEqual(['one', 'early', 'add', 'add', 'late', 'add', 'add']);
  });
});

describe('cancelling', () => {
  test('takes effect before the next step', async () => {
    const signal = { aborted: false };
    const services = toyServices();
    const planned = plan(toyLoop, toyRegistry);
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

  test('takes effect inside a node that looks for it', async () => {
    const signal = { aborted: false };
    const slow = toy({
      type: 'Constant',
      outputs: { value: { type: 'number', description: '' } },
      run: (context) => {
        signal.aborted = true;
        throwIfCancelled(context.signal);
        return { value: 1 };
      },
    });
    const document = toyDocument({ one: ['Constant'], save: ['Save'] }, ['one.value > save.value']);
    const { outcome, events } = await runToys(document, { signal, registry: toysWith(slow) });
    expect([outcome, events.map((event) => event.type)]).toEqual(['cancelled', ['nodeStarted', 'cancelled']]);
  });
});
