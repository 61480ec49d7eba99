import { addNode, commit, createHistory, redo, setTitle, undo } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import { newEdit } from './speak-edits.ts';

const empty = createHistory(newDocument());
const withNode = apply(empty, addNode({ type: 'UNet' }, builtinRegistry), 0);

function apply(history: typeof empty, edit: ReturnType<typeof addNode>, at: number, group?: string) {
  const outcome = edit(history.document);
  if (!outcome.ok) throw new Error('The edit was refused.');
  return commit(history, outcome, { at, ...(group === undefined ? {} : { group }) });
}

test('an edit is told once', () => {
  expect(newEdit(withNode, empty)).toBe('Add UNet');
  expect(newEdit(withNode, withNode)).toBeUndefined();
});

test('undo and redo are not edits', () => {
  const undone = undo(withNode);
  expect(newEdit(undone, withNode)).toBeUndefined();
  expect(newEdit(redo(undone), undone)).toBeUndefined();
});

test('a burst of typing is told at its start', () => {
  const first = apply(withNode, setTitle('unet', 'A'), 5000, 'title');
  const second = apply(first, setTitle('unet', 'AB'), 5100, 'title');
  expect(newEdit(first, withNode)).toBeDefined();
  expect(newEdit(second, first)).toBeUndefined();
});
