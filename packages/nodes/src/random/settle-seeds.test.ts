import { MAIN_GRAPH, type WorkflowDocument, workflowSchema } from '@latentgraph/graph-core';
import { describe, expect, it } from 'vitest';
import { builtinRegistry } from '../registry.ts';
import { type SeedChoices, settleSeeds } from './settle-seeds.ts';

interface SketchedNode {
  readonly type: string;
  readonly params?: object;
  readonly seedPolicies?: object;
}

function workflow(
  nodes: Readonly<Record<string, SketchedNode>>,
  wires: readonly (readonly [from: string, to: string])[] = [],
): WorkflowDocument {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] });
  return workflowSchema.parse({
    format: 'latentgraph',
    version: 1,
    graphs: {
      [MAIN_GRAPH]: {
        nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { version: 1, ...node }])),
        edges: wires.map(([from, to]) => ({ from: end(from), to: end(to) })),
      },
    },
  });
}

const mixed = workflow(
  {
    start: { type: 'Seed', params: { value: 7 } },
    counting: { type: 'Seed', params: { value: 20, policy: 'increment' } },
    wired: { type: 'Noise', params: { seed: 1 } },
    free: { type: 'Noise', params: { seed: 5 } },
    odd: { type: 'Unknown', params: { seed: 3 } },
  },
  [['start.value', 'wired.seed']],
);

/** Counts from run to run, like the editor; draws 42. */
function session() {
  const next = new Map<string, bigint>();
  return (document: WorkflowDocument, choices: Partial<SeedChoices> = {}) =>
    settleSeeds(document, builtinRegistry, {
      draw: () => 42n,
      count(name, own, streams) {
        const value = next.get(name) ?? own;
        next.set(name, value + streams);
        return value;
      },
      ...choices,
    });
}

describe('settling seeds', () => {
  it('leaves fixed seeds to the file, and fixes those that count', () => {
    expect(session()(mixed)).toEqual({
      overrides: { 'counting.value': 20, 'counting.policy': 'fixed' },
      used: [
        { name: 'start.value', value: 7 },
        { name: 'counting.value', value: 20 },
        { name: 'free.seed', value: 5 },
      ],
    });
  });

  it('gives one seed to every node that holds one, where no wire does', () => {
    expect(session()(mixed, { seed: 42n }).overrides).toEqual({
      'start.value': 42,
      'counting.value': 42,
      'counting.policy': 'fixed',
      'free.seed': 42,
    });
  });

  it('keeps seeds above 2^53 exact', () => {
    const seedOf = (seed: bigint) => session()(mixed, { seed }).overrides['free.seed'];
    expect(seedOf(2n ** 64n - 1n)).toBe('18446744073709551615');
    expect(seedOf(2n ** 53n - 1n)).toBe(9007199254740991);
  });

  it('leaves what is set alone, also over a wire', () => {
    const { overrides, used } = session()(mixed, { seed: 42n, set: { 'free.seed': 8, 'wired.seed': 9 } });
    expect(overrides).toEqual({ 'start.value': 42, 'counting.value': 42, 'counting.policy': 'fixed' });
    expect(used).toEqual([
      { name: 'start.value', value: 42 },
      { name: 'counting.value', value: 42 },
      { name: 'wired.seed', value: 9 },
      { name: 'free.seed', value: 8 },
    ]);
  });

  it('draws for the policy random, whether the node has a param for it or the document notes it', () => {
    const document = workflow({
      dice: { type: 'Seed', params: { value: 3, policy: 'random' } },
      noise: { type: 'Noise', params: { seed: 1 }, seedPolicies: { seed: 'random' } },
    });
    expect(session()(document).overrides).toEqual({
      'dice.value': 42,
      'dice.policy': 'fixed',
      'noise.seed': 42,
    });
    expect(session()(document, { set: { 'dice.policy': 'fixed' } }).overrides).toEqual({ 'noise.seed': 42 });
  });

  it('leaves a param that holds no seed to the run, which says so', () => {
    const document = workflow({ noise: { type: 'Noise', params: { seed: 'seven' } } });
    expect(session()(document, { seed: 1n })).toEqual({ overrides: {}, used: [] });
  });
});

describe('seeds that count up', () => {
  const counting = { type: 'Noise', seedPolicies: { seed: 'increment' } };
  const inARow = (document: WorkflowDocument) => {
    const settle = session();
    return [1, 2, 3].map(() => settle(document).used.map(({ value }) => value));
  };

  it('go on behind all streams of a batch', () => {
    const own = { ...counting, params: { seed: 10, batch: 3, batchSeeds: 'increment' } };
    const shared = { ...counting, params: { seed: 10, batch: 3 } };
    expect(inARow(workflow({ own }))).toEqual([[10], [13], [16]]);
    expect(inARow(workflow({ shared }))).toEqual([[10], [11], [12]]);
  });

  it('go on behind the largest batch that a wire gives them to, also round a bend', () => {
    const document = workflow(
      {
        start: { type: 'Seed', params: { value: 10, policy: 'increment' } },
        bend: { type: 'Reroute' },
        near: { type: 'Noise', params: { batch: 2, batchSeeds: 'increment' } },
        far: { type: 'Noise', params: { batch: 4, batchSeeds: 'increment' } },
      },
      [
        ['start.value', 'near.seed'],
        ['start.value', 'bend.value'],
        ['bend.value', 'far.seed'],
      ],
    );
    expect(inARow(document)).toEqual([[10], [14], [18]]);
  });

  it('go on behind the largest batch there can be where only the run knows its size', () => {
    const document = workflow(
      { count: { type: 'Integer' }, noise: { ...counting, params: { seed: 0, batchSeeds: 'increment' } } },
      [['count.value', 'noise.batch']],
    );
    expect(inARow(document)).toEqual([[0], [64], [128]]);
  });

  it('count for runs asked for together where none changes by itself', () => {
    const document = workflow({
      one: { type: 'Noise', params: { seed: 7 } },
      three: { type: 'Noise', params: { batch: 3, batchSeeds: 'increment' } },
    });
    const rounds = [0, 1, 2].map((round) => session()(document, { round }).used.map(({ value }) => value));
    expect(rounds).toEqual([
      [7, 0],
      [8, 3],
      [9, 6],
    ]);
  });
});
