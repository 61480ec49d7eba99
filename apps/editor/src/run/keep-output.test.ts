import type { Asset, Problem } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { keepOutput } from './keep-output.ts';
import { startingView } from './starting-view.ts';
import { workflowOf } from './testing/documents.ts';
import { createScriptedRuntime } from './testing/scripted-runtime.ts';

const VIEW = startingView({
  ...{ key: 'a', batch: 'a', workflow: 'w', document: workflowOf({}), targets: undefined, seeds: {} },
  ...{ place: 'This browser', live: false, askedAt: 0, submitted: true },
});
const OUTPUT = { node: 'save', index: 0, asset: 'ab', mediaType: 'image/png', widthPx: 8, heightPx: 8 };

function setUp() {
  const runtime = createScriptedRuntime();
  const added: Asset[] = [];
  const problems: Problem[] = [];
  const gallery = { add: async (_: unknown, __: unknown, asset: Asset) => void added.push(asset) };
  const onProblem = (found: Problem) => void problems.push(found);
  return { runtime, added, problems, keep: () => keepOutput(VIEW, OUTPUT, runtime, { gallery, onProblem }) };
}

it('puts what a runtime hands over into the gallery', async () => {
  const { runtime, added, problems, keep } = setUp();
  const asset = { hash: 'ab', mediaType: 'image/png', bytes: new Uint8Array([1]) };
  runtime.kept.set('ab', asset);
  await keep();
  expect([added, problems]).toEqual([[asset], []]);
});

it('reports what a runtime does not have, or does not hand over', async () => {
  const { runtime, added, problems, keep } = setUp();
  await keep();
  runtime.assets.get = async () => {
    throw new Error('The worker has ended.');
  };
  await keep();
  expect(added).toEqual([]);
  expect(problems).toMatchObject([
    { code: 'result-not-fetched', node: 'save' },
    { code: 'result-not-fetched', node: 'save' },
  ]);
});
