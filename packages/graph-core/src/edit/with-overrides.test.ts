import { expect, it } from 'vitest';
import { MAIN_GRAPH, type WorkflowDocument, workflowSchema } from '../document/schema.ts';
import { withOverrides } from './with-overrides.ts';

function workflow(
  nodes: object,
  wires: readonly (readonly [string, string, string, string])[],
): WorkflowDocument {
  const edges = wires.map(([node, port, toNode, toPort]) => ({
    from: { node, port },
    to: { node: toNode, port: toPort },
  }));
  return workflowSchema.parse({
    format: 'latentgraph',
    version: 1,
    graphs: { [MAIN_GRAPH]: { nodes, edges } },
    exposed: [{ name: 'wide', node: 'b', param: 'width' }],
  });
}

const start = { type: 'Seed', version: 1 };
const noise = { type: 'Noise', version: 1 };

it('writes overrides into params and takes out the wires that they replaced', () => {
  const document = workflow({ start, a: { ...noise, params: { width: 8 } }, b: noise }, [
    ['start', 'value', 'a', 'seed'],
    ['start', 'value', 'b', 'seed'],
  ]);
  const before = structuredClone(document);
  const overrides = { 'a.seed': 3, wide: 64, 'gone.x': 1, nameless: 2 };
  expect(withOverrides(document, overrides)).toEqual({
    document: workflow(
      { start, a: { ...noise, params: { width: 8, seed: 3 } }, b: { ...noise, params: { width: 64 } } },
      [['start', 'value', 'b', 'seed']],
    ),
    unknown: ['gone.x', 'nameless'],
  });
  expect(document).toEqual(before);
});

it('fixes a seed that was set, and leaves the policies of others', () => {
  const both = { seed: 'random', other: 'increment' };
  const document = workflow(
    { a: { ...noise, seedPolicies: both }, b: { ...noise, seedPolicies: { seed: 'random' } } },
    [],
  );
  expect(withOverrides(document, { 'a.seed': 3, 'b.seed': 4 }).document).toEqual(
    workflow(
      {
        a: { ...noise, params: { seed: 3 }, seedPolicies: { other: 'increment' } },
        b: { ...noise, params: { seed: 4 } },
      },
      [],
    ),
  );
});
