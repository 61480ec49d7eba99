import { addNode, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import { freePlace } from './place-node.ts';

function withNodeAt(document: WorkflowDocument, { x, y }: { x: number; y: number }): WorkflowDocument {
  const outcome = addNode({ type: 'UNet', position: { x, y } }, builtinRegistry)(document);
  if (!outcome.ok) throw new Error('The edit was refused.');
  return outcome.document;
}

test('nodes that are added at one place do not cover one another', () => {
  let document = newDocument();
  const places = new Set<string>();
  for (let count = 0; count < 5; count++) {
    const place = freePlace(document, { x: 500, y: 300 });
    places.add(`${place.x} ${place.y}`);
    document = withNodeAt(document, place);
  }
  expect(places.size).toBe(5);
});
