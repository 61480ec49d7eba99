import { addNode, removeNodes, setName } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { createEditor } from '../document/editor.ts';
import { newDocument } from '../document/new-document.ts';
import { assetsInHistory } from './assets-in-history.ts';

test('what the document names stands in its history, also while it is deleted or not done', () => {
  const hash = '0123456789abcdef'.repeat(4);
  const open = newDocument();
  open.graphs.main.nodes.image = {
    type: 'LoadImage',
    version: 1,
    params: { asset: hash },
    position: { x: 0, y: 0 },
  };
  const editor = createEditor(open);
  const named = () => [...assetsInHistory(editor.store.getState().history)];
  expect(named()).toEqual([hash]);

  editor.apply(removeNodes(['image']));
  editor.apply(setName('Later'));
  expect(editor.document.graphs.main.nodes).toEqual({});
  expect(named()).toEqual([hash]);

  editor.replace(newDocument());
  expect(named()).toEqual([]);
  editor.apply(
    addNode({ type: 'LoadImage', position: { x: 0, y: 0 }, params: { asset: hash } }, builtinRegistry),
  );
  editor.undo();
  expect(editor.document.graphs.main.nodes).toEqual({});
  expect(named()).toEqual([hash]);
});
