import { readFileSync } from 'node:fs';
import {
  problem as createProblem,
  parseWorkflow,
  plan,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import type { NodeRunView, RunView } from '../../run/run-view.ts';
import { factsOfNodes } from '../node-facts.ts';
import { failuresAt, shownProgress } from './shown-progress.ts';

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
  expect(shownStates('running', { start: 'cached', noise: 'cached' })).toEqual(['noise']);
});

it('shows nothing as running once the run has ended', () => {
  expect(shownStates('cancelled', { prompt: 'running', negative: 'done' })).toEqual(['negative']);
});

describe('why a run failed', () => {
  const edges = document.graphs.main.edges.filter(({ to }) => to.node !== 'decode');
  const unwired = { ...document, graphs: { ...document.graphs, main: { ...document.graphs.main, edges } } };
  const refused = plan(unwired, builtinRegistry);
  if (refused.ok) throw new Error('It is whole.');
  const run = {
    state: 'failed',
    document: unwired,
    nodes: {},
    problems: refused.problems,
  } as unknown as RunView;
  const codesAt = (node: string, now: WorkflowDocument, of = run) =>
    failuresAt(of, node, factsOfNodes(now).get(node)!).map(({ code, port }) => [code, port]);

  it('is told at the node that it was refused for, with all that it lacks, until that is there', () => {
    const missing = [
      ['input-missing', 'vae'],
      ['input-missing', 'latent'],
    ];
    expect([codesAt('decode', unwired), codesAt('save', unwired)]).toEqual([missing, []]);
    expect(codesAt('decode', document)).toEqual([]);
    expect(codesAt('decode', unwired, { ...run, state: 'running' })).toEqual([]);
  });

  it('is told at the node that failed', () => {
    const problem = createProblem({
      code: 'no-memory',
      message: 'Too large.',
      remedy: 'Make it smaller.',
      node: 'decode',
    });
    const failed = { ...run, nodes: { decode: { state: 'failed', problem } }, problems: [problem] } as const;
    expect(codesAt('decode', document, failed)).toEqual([['no-memory', undefined]]);
  });
});
