import type { WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import { requirementsOf } from './requirements.ts';

const HASH = 'cd'.repeat(32);

function documentOf(
  nodes: Record<string, { type: string; params?: Record<string, string> }>,
): WorkflowDocument {
  const records = Object.entries(nodes).map(([id, { type, params = {} }]) => [
    id,
    { type, version: 1, params, position: { x: 0, y: 0 } },
  ]);
  return { ...newDocument(), graphs: { main: { nodes: Object.fromEntries(records), edges: [] } } };
}

test('a workflow wants its models, its pictures, and the nodes that nobody knows', () => {
  const document = {
    ...documentOf({
      checkpoint: { type: 'Checkpoint', params: { model: 'sd15' } },
      other: { type: 'Checkpoint' },
      photo: { type: 'LoadImage', params: { asset: HASH } },
      empty: { type: 'LoadImage', params: { asset: '' } },
      strange: { type: 'someone:Upscale' },
      stranger: { type: 'someone:Upscale' },
    }),
    models: [{ name: 'sd15', source: 'a person' }, { name: 'extra' }],
  };
  expect(requirementsOf(document, builtinRegistry)).toEqual({
    models: [
      { name: 'extra', nodes: [], source: undefined },
      { name: 'sd15', nodes: ['checkpoint'], source: 'a person' },
      { name: 'tiny', nodes: ['other'], source: undefined },
    ],
    assets: [{ hash: HASH, nodes: ['photo'] }],
    unknownTypes: ['someone:Upscale'],
  });
});
