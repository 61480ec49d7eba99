import { MAIN_GRAPH } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { applyOverrides } from './apply-overrides.ts';
import { workflow } from './testing/workflow.ts';

it('writes overrides into params and takes out the wires that they replaced', () => {
  const nodes = { start: { type: 'Seed' }, a: { type: 'Noise', params: { width: 8 } }, b: { type: 'Noise' } };
  const document = workflow(
    nodes,
    [
      ['start.value', 'a.seed'],
      ['start.value', 'b.seed'],
    ],
    { wide: 'b.width' },
  );
  const overrides = { 'a.seed': 3, wide: 64, 'gone.x': 1, nameless: 2 };
  const expected = workflow(
    {
      ...nodes,
      a: { type: 'Noise', params: { width: 8, seed: 3 } },
      b: { type: 'Noise', params: { width: 64 } },
    },
    [['start.value', 'b.seed']],
    { wide: 'b.width' },
  );
  expect(applyOverrides(document, overrides)).toEqual(expected);
  expect(document.graphs[MAIN_GRAPH].edges).toHaveLength(2);
});
