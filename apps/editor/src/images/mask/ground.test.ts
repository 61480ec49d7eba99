import { addNode, connect, plan, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { newDocument } from '../../document/new-document.ts';
import { groundOf, groundRequest } from './ground.ts';

const HASH = 'a'.repeat(64);

function build(...edits: ((document: WorkflowDocument) => ReturnType<ReturnType<typeof addNode>>)[]) {
  return edits.reduce((document, edit) => {
    const result = edit(document);
    if (!result.ok) throw new Error(result.problems[0]!.message);
    return result.document;
  }, newDocument());
}

const painted = build(
  addNode({ type: 'LoadImage', params: { asset: HASH } }, builtinRegistry),
  addNode({ type: 'ResizeImage' }, builtinRegistry),
  addNode({ type: 'PaintMask' }, builtinRegistry),
  connect({ node: 'load-image', port: 'image' }, { node: 'resize-image', port: 'image' }, builtinRegistry),
);

function wiredFrom(node: string): WorkflowDocument {
  const edit = connect({ node, port: 'image' }, { node: 'paint-mask', port: 'image' }, builtinRegistry);
  const result = edit(painted);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.document;
}

test('without a wire there is nothing under the paint', () => {
  expect(groundOf(painted, 'paint-mask')).toEqual({ kind: 'none' });
});

test('a picture file is shown as it is', () => {
  expect(groundOf(wiredFrom('load-image'), 'paint-mask')).toEqual({ kind: 'asset', hash: HASH });
});

test('anything else is shown by running up to it, and nothing else runs', () => {
  const document = wiredFrom('resize-image');
  const ground = groundOf(document, 'paint-mask');
  expect(ground).toEqual({ kind: 'output', from: { node: 'resize-image', port: 'image' } });
  if (ground.kind !== 'output') return;
  const request = groundRequest(document, ground.from)!;
  const planned = plan(request.document, builtinRegistry, { targets: request.targets! });
  if (!planned.ok) throw new Error(planned.problems[0]!.message);
  expect(planned.plan.nodes.map(({ definition }) => definition.type).sort()).toEqual([
    'LoadImage',
    'PreviewImage',
    'ResizeImage',
  ]);
});
