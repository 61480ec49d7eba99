import { describe, expect, test } from 'vitest';
import { plan } from '../plan/plan.ts';
import { toyDocument, toyRegistry } from '../testing/toy-nodes.ts';
import { validate } from './analyse.ts';

function codes(...args: Parameters<typeof toyDocument>): string[] {
  return validate(toyDocument(...args), toyRegistry).map(({ code, node, port }) =>
    [code, node, port].filter(Boolean).join(' '),
  );
}

describe('validation reports all problems at once', () => {
  test('a sound document has none', () => {
    expect(codes({ one: ['Constant'], save: ['Save'] }, ['one.value > save.value'])).toEqual([]);
  });

  test('nodes, params and wires that do not stand', () => {
    expect(
      codes(
        {
          odd: ['Konstant'],
          add: ['Add', { bonus: 5000, colour: 'red' }],
          one: ['Constant'],
          save: ['Save'],
        },
        [
          'one.value > add.a',
          'one.value > add.a',
          'one.valeu > save.value',
          'gone.value > save.value',
          'one.value > save.vale',
        ],
      ).sort(),
    ).toEqual([
      'edge-missing-node save value',
      'edge-missing-port save vale',
      'edge-missing-port save value',
      'input-missing save value',
      'input-wired-twice add a',
      'param-invalid add',
      'param-unknown add',
      'unknown-node-type odd',
    ]);
  });

  test('a node of another version than the program has', () => {
    expect(
      codes({ one: ['Constant', {}, { version: 2 }], save: ['Save'] }, ['one.value > save.value']),
    ).toEqual(['node-newer one']);
  });

  test('a wire whose ends do not fit names both, and what to do', () => {
    const [found] = validate(
      toyDocument({ words: ['Words'], add: ['Add'] }, ['words.text > add.a']),
      toyRegistry,
    );
    expect(found).toEqual({
      code: 'type-mismatch',
      severity: 'error',
      message:
        "Cannot connect 'text' of Words 'words' to 'a' of Add 'add': it needs a number, but gets a text.",
      remedy: 'Wire a number to it, for example from Constant or Add or Sum.',
      node: 'add',
      port: 'a',
    });
  });

  test('generic ports of one node must agree, and pass their type on', () => {
    const nodes = {
      index: ['Constant'],
      before: ['Before'],
      words: ['Words'],
      one: ['Constant'],
      choose: ['Choose'],
      add: ['Add'],
    } as const;
    const common = ['index.value > before.index', 'before.yes > choose.condition'];
    expect(
      codes(nodes, [
        ...common,
        'words.text > choose.whenTrue',
        'one.value > choose.whenFalse',
        'one.value > add.a',
      ]),
    ).toEqual(['type-mismatch choose whenFalse']);
    expect(
      codes(nodes, [
        ...common,
        'words.text > choose.whenTrue',
        'words.text > choose.whenFalse',
        'choose.value > add.a',
      ]),
    ).toEqual(['type-mismatch add a']);
  });

  test('a cycle is named once', () => {
    const found = validate(
      toyDocument({ a: ['Add'], b: ['Add'], c: ['Add'] }, ['a.sum > b.a', 'b.sum > a.a', 'b.sum > c.a']),
      toyRegistry,
    );
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['cycle', "The wires of 'b' and 'a' go round in a circle."],
    ]);
  });
});

describe('zones', () => {
  const body = ['one.value > start.value', 'start.value > add.a', 'add.sum > end.value'];
  const nodes = { one: ['Constant'], start: ['LoopStart'], add: ['Add'], end: ['LoopEnd'] } as const;

  test('a start without an end, and two starts of one zone', () => {
    expect(codes({ one: ['Constant'], start: ['LoopStart'] }, ['one.value > start.value'])).toEqual([
      'zone-unpaired start',
    ]);
    expect(codes({ ...nodes, again: ['LoopStart'] }, [...body, 'one.value > again.value'])).toEqual([
      'zone-unpaired start',
      'zone-unpaired again',
      'zone-unpaired end',
    ]);
  });

  test('what is missing of a loop is said in plain words', () => {
    const start = validate(
      toyDocument({ one: ['Constant'], start: ['LoopStart'] }, ['one.value > start.value']),
      toyRegistry,
    );
    expect(start.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
      "The loop that LoopStart 'start' opens has no end yet. Add LoopEnd for zone 'loop', and wire the loop to it.",
    ]);
    const end = validate(
      toyDocument({ one: ['Constant'], end: ['LoopEnd'] }, ['one.value > end.value']),
      toyRegistry,
    );
    expect(end.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
      "The loop that LoopEnd 'end' closes has no start yet. Add LoopStart for zone 'loop', and wire the loop from there to here.",
    ]);
    expect(validate(toyDocument({ ...nodes, again: ['LoopStart'] }, body), toyRegistry)[0]?.message).toBe(
      "Zone 'loop' has 2 starts ('start' and 'again') and one end ('end').",
    );
  });

  test('an end that does not depend on its start', () => {
    expect(codes(nodes, ['one.value > start.value', 'one.value > add.a', 'add.sum > end.value'])).toEqual([
      'zone-disconnected end',
    ]);
  });

  test('a value that escapes', () => {
    expect(
      codes({ ...nodes, after: ['Add'] }, [...body, 'end.value > after.a', 'add.sum > after.b']),
    ).toEqual(['zone-escape after b']);
  });

  test('zones that overlap', () => {
    expect(
      codes(
        {
          one: ['Constant'],
          a: ['LoopStart', { zone: 'a' }],
          b: ['LoopStart', { zone: 'b' }],
          both: ['Add'],
          aEnd: ['LoopEnd', { zone: 'a' }],
          bEnd: ['LoopEnd', { zone: 'b' }],
        },
        [
          'one.value > a.value',
          'one.value > b.value',
          'a.value > both.a',
          'b.value > both.b',
          'both.sum > aEnd.value',
          'both.sum > bEnd.value',
        ],
      ).some((code) => code.startsWith('zone-overlap')),
    ).toBe(true);
  });
});

describe('modes', () => {
  test('bypass takes the first input of the same type; without one it is a problem', () => {
    const nodes = { one: ['Constant'], add: ['Add', {}, { mode: 'bypass' }], save: ['Save'] } as const;
    expect(codes(nodes, ['one.value > add.a', 'add.sum > save.value'])).toEqual([]);
    expect(
      codes({ one: ['Constant', {}, { mode: 'bypass' }], save: ['Save'] }, ['one.value > save.value']),
    ).toEqual(['bypass-impossible one value', 'input-missing save value']);
  });

  test('both ends of a zone are bypassed, or neither', async () => {
    const wires = [
      'one.value > start.value',
      'start.value > add.a',
      'add.sum > end.value',
      'end.value > save.value',
    ];
    const nodes = {
      one: ['Constant'],
      start: ['LoopStart'],
      add: ['Add'],
      end: ['LoopEnd'],
      save: ['Save'],
    } as const;
    const bypassed = { mode: 'bypass' } as const;
    expect(codes({ ...nodes, end: ['LoopEnd', {}, bypassed] }, wires)).toEqual(['zone-half-bypassed end']);
    expect(codes({ ...nodes, start: ['LoopStart', {}, bypassed] }, wires)).toEqual([
      'zone-half-bypassed start',
    ]);
    expect(
      codes({ ...nodes, start: ['LoopStart', {}, bypassed], end: ['LoopEnd', {}, bypassed] }, wires),
    ).toEqual([]);
  });

  test('a zone whose end is skipped does not run for what shows something in its body', () => {
    const document = toyDocument(
      {
        one: ['Constant'],
        start: ['LoopStart'],
        add: ['Add', {}, { mode: 'mute' }],
        end: ['LoopEnd'],
        peek: ['Save'],
        other: ['Save'],
      },
      [
        'one.value > start.value',
        'start.value > add.a',
        'add.sum > end.value',
        'start.value > peek.value',
        'one.value > other.value',
      ],
    );
    const planned = plan(document, toyRegistry);
    expect(planned.ok && planned.plan.nodes.map((node) => node.id)).toEqual(['one', 'other']);
    const asked = plan(document, toyRegistry, { targets: ['peek'] });
    expect(!asked.ok && asked.problems.map((found) => found.code)).toContain('target-unknown');
  });

  test('muting skips the node and all that depends on it', () => {
    const document = toyDocument(
      { one: ['Constant'], two: ['Constant', {}, { mode: 'mute' }], a: ['Save'], b: ['Save'] },
      ['one.value > a.value', 'two.value > b.value'],
    );
    const planned = plan(document, toyRegistry);
    expect(planned.ok && planned.plan.nodes.map((node) => node.id)).toEqual(['one', 'a']);
  });
});

describe('planning', () => {
  test('problems outside the part that runs are warnings', () => {
    const document = toyDocument({ one: ['Constant'], save: ['Save'], loose: ['Add'] }, [
      'one.value > save.value',
    ]);
    const planned = plan(document, toyRegistry);
    expect(planned.ok && planned.warnings).toMatchObject([
      { code: 'input-missing', severity: 'warning', node: 'loose' },
    ]);
  });

  test('a body that cannot be repeated stops the plan, though only the end of its zone is at fault', () => {
    const document = toyDocument(
      { one: ['Constant'], start: ['LoopStart'], add: ['Add'], end: ['LoopEnd'], save: ['Save'] },
      ['one.value > start.value', 'one.value > end.value', 'start.value > add.a', 'add.sum > save.value'],
    );
    const planned = plan(document, toyRegistry);
    expect(!planned.ok && planned.problems.map((found) => found.code)).toEqual(['zone-disconnected']);
  });

  test('a wire from an output that is not there stops the plan, though its input may stay empty', () => {
    const document = toyDocument({ one: ['Constant'], add: ['Add'], save: ['Save'] }, [
      'one.value > add.a',
      'one.valeu > add.b',
      'add.sum > save.value',
    ]);
    const planned = plan(document, toyRegistry);
    expect(!planned.ok && planned.problems.map(({ code, node, port }) => [code, node, port])).toEqual([
      ['edge-missing-port', 'add', 'b'],
    ]);
  });

  test('a document without effects, an unknown target and unknown overrides say so', () => {
    const document = toyDocument({ one: ['Constant'] }, []);
    const codesOf = (options: Parameters<typeof plan>[2]) => {
      const planned = plan(document, toyRegistry, options);
      return planned.ok ? [] : planned.problems.map((found) => found.code);
    };
    expect(codesOf({})).toEqual(['nothing-to-run']);
    expect(codesOf({ targets: ['two'] })).toEqual(['target-unknown']);
    expect(codesOf({ targets: ['one'], overrides: { 'one.vale': 1, 'two.value': 1, strength: 1 } })).toEqual([
      'override-unknown-param',
      'override-unknown-node',
      'override-unknown-name',
    ]);
  });

  test('a chain of 10,000 nodes is planned without recursion', () => {
    const count = 10_000;
    const nodes = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `n${index}`,
        index === 0 ? (['Constant'] as const) : (['Add'] as const),
      ]),
    );
    const wires = Array.from({ length: count - 1 }, (_, index) =>
      index === 0 ? 'n0.value > n1.a' : `n${index}.sum > n${index + 1}.a`,
    );
    const planned = plan(toyDocument(nodes, wires), toyRegistry, { targets: [`n${count - 1}`] });
    expect(planned.ok && planned.plan.nodes.length).toBe(count);
  });
});
