import { addNode, setMode, setTitle } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { factsOfNodes } from '../canvas/node-facts.ts';
import { newDocument } from '../document/new-document.ts';
import { nodeName } from './node-name.ts';

function nameAfter(...edits: readonly ReturnType<typeof addNode>[]): string {
  let document = newDocument();
  for (const edit of [addNode({ type: 'TextEncode' }, builtinRegistry), ...edits]) {
    const outcome = edit(document);
    if (!outcome.ok) throw new Error('The edit was refused.');
    document = outcome.document;
  }
  const [[id, record]] = Object.entries(document.graphs.main.nodes) as [[string, never]];
  return nodeName(record, factsOfNodes(document).get(id)!);
}

test('a node is called by its title, and by its type where that is another', () => {
  expect(nameAfter()).toBe('Text Encode');
  expect(nameAfter(setTitle('text-encode', 'Prompt'))).toBe('Prompt, Text Encode');
});

test('modes are told', () => {
  expect(nameAfter(setMode(['text-encode'], 'mute'))).toBe('Text Encode, muted');
  expect(nameAfter(setMode(['text-encode'], 'bypass'))).toMatch(/^Text Encode, bypassed/);
});
