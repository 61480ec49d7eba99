import { describe, expect, it } from 'vitest';
import { createEditor } from '../document/editor.ts';
import { createSeedCounters } from './seed-counters.ts';
import { setSeedPolicy } from './seed-policy.ts';
import { createSeedSettler } from './settle-seeds.ts';
import { workflowOf } from './testing/documents.ts';

describe('settling seeds', () => {
  it('takes fixed seeds as they are, and counts up in runs that were asked for together', () => {
    const document = workflowOf({ noise: ['Noise', { seed: 7 }], other: ['Noise'] });
    const settler = createSeedSettler();
    expect([0, 1, 2].map((round) => settler.settle(document, 'w', round).used)).toEqual([
      { 'noise.seed': 7, 'other.seed': 0 },
      { 'noise.seed': 8, 'other.seed': 1 },
      { 'noise.seed': 9, 'other.seed': 2 },
    ]);
  });

  it('writes what it chose into the document, which then gives the same again', () => {
    const document = workflowOf({ dice: ['Seed', { value: 3, policy: 'random' }] });
    const settled = createSeedSettler(() => 42n).settle(document, 'w');
    expect(settled.document.graphs.main.nodes.dice?.params).toEqual({ value: 42, policy: 'fixed' });
    expect(createSeedSettler().settle(settled.document, 'w').used).toEqual({ 'dice.value': 42 });
    expect(document.graphs.main.nodes.dice?.params.value).toBe(3);
  });

  it('counts from run to run, and anew from another start; fixed seeds then stay', () => {
    const document = (start: number) =>
      workflowOf({ dice: ['Seed', { value: start, policy: 'increment' }], noise: ['Noise', { seed: 5 }] });
    const settler = createSeedSettler();
    const used = [10, 10, 10, 20, 20].map((start, round) => settler.settle(document(start), 'w', round).used);
    expect(used.map((seeds) => seeds['dice.value'])).toEqual([10, 11, 12, 20, 21]);
    expect(used.every((seeds) => seeds['noise.seed'] === 5)).toBe(true);
  });

  it('counts in each workflow for itself', () => {
    const document = workflowOf({ dice: ['Seed', { value: 10, policy: 'increment' }] });
    const settler = createSeedSettler();
    const used = ['one', 'one', 'other', 'one'].map((workflow) => settler.settle(document, workflow).used);
    expect(used.map((seeds) => seeds['dice.value'])).toEqual([10, 11, 10, 12]);
  });

  it('goes on counting where a page was loaded anew', () => {
    const document = workflowOf({ dice: ['Seed', { value: 10, policy: 'increment' }] });
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, text: string) => void items.set(key, text),
    };
    const page = () =>
      createSeedSettler(
        undefined,
        createSeedCounters(() => storage),
      );
    const used = [page(), page(), page()].map((settler) => settler.settle(document, 'w').used);
    expect(used.map((seeds) => seeds['dice.value'])).toEqual([10, 11, 12]);
  });

  it('leaves wired seeds to their wire, and goes around after the last', () => {
    const document = workflowOf(
      { dice: ['Seed', { value: '18446744073709551615', policy: 'increment' }], noise: ['Noise'] },
      ['dice.value > noise.seed'],
    );
    const settler = createSeedSettler();
    expect(settler.settle(document, 'w').used).toEqual({ 'dice.value': '18446744073709551615' });
    expect(settler.settle(document, 'w').used).toEqual({ 'dice.value': 0 });
  });

  it('knows the policy of a seed that has no param for it, until it is fixed again', () => {
    const editor = createEditor(workflowOf({ noise: ['Noise', { seed: 1 }] }));
    editor.apply(setSeedPolicy('noise', 'seed', 'random'));
    const settled = createSeedSettler(() => 99n).settle(editor.document, 'w');
    expect(settled.used).toEqual({ 'noise.seed': 99 });
    expect(settled.document.graphs.main.nodes.noise).toEqual({
      ...{ type: 'Noise', version: 1, position: { x: 0, y: 0 } },
      params: { seed: 99 },
    });
    editor.apply(setSeedPolicy('noise', 'seed', 'fixed'));
    expect(editor.document).toEqual(workflowOf({ noise: ['Noise', { seed: 1 }] }));
  });
});
