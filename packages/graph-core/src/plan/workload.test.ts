import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runToys, toysWith } from '../testing/run-toys.ts';
import { toy, toyDocument } from '../testing/toy-nodes.ts';
import { plan } from './plan.ts';
import { workloadProblem } from './workload.ts';

const made: string[] = [];

/** Makes a number that takes as many bytes, one pixel each, as its param says. */
const big = toy({
  type: 'Big',
  inputs: { after: { type: 'number', description: '', optional: true } },
  outputs: { value: { type: 'number', description: '' } },
  params: z.object({ bytes: z.number().default(60) }),
  workload: ({ params }) => {
    const { bytes } = params as { bytes: number };
    return { pixels: bytes, bytes };
  },
  run: ({ node }) => {
    made.push(node);
    return { value: 1 };
  },
});
const registry = toysWith(big);
const limits = { pixels: 1000, bytes: 100 };

function problemOf(document: ReturnType<typeof toyDocument>, most = limits) {
  const planned = plan(document, registry);
  if (!planned.ok) throw new Error(planned.problems[0]!.message);
  return workloadProblem(planned.plan, most);
}

describe('the workload of a plan', () => {
  it('counts every result from where it is made to where it is read last', () => {
    const chain = ['a.value > x.a', 'x.sum > b.after', 'b.value > save.value'];
    const nodes = { a: ['Big'], x: ['Add'], b: ['Big'], save: ['Save'] } as const;
    expect(problemOf(toyDocument(nodes, chain))).toBeUndefined();
    const both = { a: ['Big'], b: ['Big'], x: ['Add'], save: ['Save'] } as const;
    const wires = ['a.value > x.a', 'b.value > x.b', 'x.sum > save.value'];
    expect(problemOf(toyDocument(both, wires))).toMatchObject({ code: 'job-too-much-memory', node: 'b' });
  });

  it('names the node that alone is too much', () => {
    const document = toyDocument({ a: ['Big', { bytes: 101 }], save: ['Save'] }, ['a.value > save.value']);
    expect(problemOf(document)).toMatchObject({ code: 'job-too-much-memory', node: 'a' });
    expect(problemOf(document, { pixels: 100, bytes: 1000 })).toMatchObject({
      code: 'job-too-many-pixels',
      node: 'a',
    });
  });

  it('looks at what comes over a wire before the node runs', async () => {
    const document = toyDocument({ size: ['Constant', { value: 101 }], a: ['Big'], save: ['Save'] }, [
      'size.value > a.bytes',
      'a.value > save.value',
    ]);
    expect(problemOf(document)).toBeUndefined();
    made.length = 0;
    const { events } = await runToys(document, { registry, limits });
    expect(events.at(-1)).toMatchObject({
      type: 'failed',
      problems: [{ code: 'job-too-much-memory', node: 'a' }],
    });
    expect(made).toEqual([]);
  });
});
