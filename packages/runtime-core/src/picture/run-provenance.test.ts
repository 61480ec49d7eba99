import { MAIN_GRAPH, plan, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { provenanceOf } from './run-provenance.ts';

const HASH = 'ab'.repeat(32);

it('names assets by hash, and holds none of their bytes', () => {
  const load = { type: 'LoadImage', version: 1, params: { asset: HASH }, position: { x: 0, y: 0 } };
  const document: WorkflowDocument = {
    ...{ format: 'latentgraph', version: 1 },
    graphs: { [MAIN_GRAPH]: { nodes: { load }, edges: [] } },
    assets: { [HASH]: { mediaType: 'image/png', data: 'c2VjcmV0' } },
  };
  const planned = plan(document, builtinRegistry, { targets: ['load'] });
  if (!planned.ok) throw new Error(planned.problems[0]!.message);
  const runtime = { name: 'latentgraph', version: '1', device: 'cpu' };
  const { workflow } = provenanceOf({ request: { document }, plan: planned.plan }, [], runtime);
  expect(workflow).toContain(HASH);
  expect(workflow).not.toContain('c2VjcmV0');
  expect(JSON.parse(workflow)).not.toHaveProperty('assets');
});
