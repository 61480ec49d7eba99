import { addFrame, addNode, addNote, sequence } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { newDocument } from '../../document/new-document.ts';
import { moveItems } from './move-items.ts';

it('moves nodes, frames and notes in one step, also where they share an id', () => {
  const position = { x: 0, y: 0 };
  const built = sequence('Build', [
    addNode({ type: 'Noise' }, builtinRegistry),
    addFrame({ title: 'Start', position, size: { width: 300, height: 200 } }),
    addNote({ text: 'Hello', position }),
  ])(newDocument());
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const moved = moveItems({
    noise: { x: 1, y: 2 },
    'frame:frame': { x: 3, y: 4 },
    'note:note': { x: 5, y: 6 },
  })(built.document);
  if (!moved.ok) throw new Error(JSON.stringify(moved.problems));
  const { nodes, frames, notes } = moved.document.graphs.main;
  expect([nodes.noise?.position, frames?.frame?.position, notes?.note?.position]).toEqual([
    { x: 1, y: 2 },
    { x: 3, y: 4 },
    { x: 5, y: 6 },
  ]);
  expect(moved.label).toBe('Move 3 things');
});
