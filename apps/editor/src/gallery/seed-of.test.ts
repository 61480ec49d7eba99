import { readFileSync } from 'node:fs';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { createSeedSettler } from '../run/settle-seeds.ts';
import { workflowOf } from '../run/testing/documents.ts';
import { seedOf, seedOfResult } from './seed-of.ts';

/** With the seed that a run of it uses. */
function shownSeed(document: WorkflowDocument, ends?: readonly string[]): unknown {
  return seedOf(document, createSeedSettler().settle(document, 'w').used, ends);
}

test.each(['image-to-image', 'inpainting'])('a result of %s has the seed of its noise', (name) => {
  const read = parseWorkflow(readFileSync(`examples/${name}.json`, 'utf8'), builtinRegistry);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { noise } = read.document.graphs.main.nodes;
  expect(noise?.params.seed).not.toBe(0);
  expect(shownSeed(read.document)).toBe(noise?.params.seed);
});

const NODES = {
  encode: ['VAEEncode', { seed: 4 }],
  save: ['SaveImage'],
} as const;
const WIRES = ['encode.latent > save.image'];

test('the seed of an encoder counts where it draws a sample, and where no other does', () => {
  expect(shownSeed(workflowOf(NODES, WIRES))).toBeUndefined();
  const sampled = { ...NODES, encode: ['VAEEncode', { seed: 4, mode: 'sample' }] } as const;
  expect(shownSeed(workflowOf(sampled, WIRES))).toBe(4);
  const both = workflowOf({ ...sampled, noise: ['Noise', { seed: 7 }] }, [
    ...WIRES,
    'noise.latent > encode.image',
  ]);
  expect(shownSeed(both)).toBe(7);
});

test('each picture has the seed that it comes from, over a wire as well', () => {
  const document = workflowOf(
    {
      ...{ a: ['Noise', { seed: 1 }], b: ['Noise', { seed: 2 }], dice: ['Seed', { value: 3 }] },
      ...{ one: ['SaveImage'], two: ['SaveImage'], unseen: ['Noise', { seed: 9 }] },
    },
    ['a.latent > one.image', 'b.latent > two.image', 'dice.value > b.seed'],
  );
  expect(shownSeed(document, ['one'])).toBe(1);
  expect(shownSeed(document, ['two'])).toBe(3);
});

test('of results that were kept without a seed of their own one is told that is the only one', () => {
  expect(seedOfResult({ seeds: { 'encode.seed': 0, 'noise.seed': 7 } })).toBeUndefined();
  expect(seedOfResult({ seeds: { 'noise.seed': 7 } })).toBe(7);
  expect(seedOfResult({ seed: 7, seeds: { 'encode.seed': 0, 'noise.seed': 7 } })).toBe(7);
});
