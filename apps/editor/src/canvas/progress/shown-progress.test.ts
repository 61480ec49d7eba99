import { readFileSync } from 'node:fs';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import type { NodeRunView, RunView } from '../../run/run-view.ts';
import { shownProgress } from './shown-progress.ts';

const example = parseWorkflow(readFileSync('examples/text-to-image.json', 'utf8'), builtinRegistry);
if (!example.ok) throw new Error(JSON.stringify(example.problems));
const { document } = example;

function shownStates(state: RunView['state'], nodes: Record<string, NodeRunView['state']>) {
  const views = Object.fromEntries(Object.entries(nodes).map(([id, of]) => [id, { state: of }]));
  const run = { state, document, nodes: views } as unknown as RunView;
  return Object.keys(nodes).filter((id) => shownProgress(run, id) !== undefined);
}

it('shows what nodes do, but leaves to zones what their nodes do by turns', () => {
  const nodes = { prompt: 'running', step: 'running', start: 'done', end: 'done', save: 'waiting' } as const;
  expect(shownStates('running', nodes)).toEqual(['prompt', 'end']);
  expect(shownStates('running', { step: 'failed', start: 'failed', noise: 'cached' })).toEqual([
    'step',
    'start',
    'noise',
  ]);
});

it('shows nothing as running once the run has ended', () => {
  expect(shownStates('cancelled', { prompt: 'running', negative: 'done' })).toEqual(['negative']);
});
