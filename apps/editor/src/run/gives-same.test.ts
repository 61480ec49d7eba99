import { moveNodes, setColor, setMode, setParam, setTitle } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { createEditor } from '../document/editor.ts';
import { givesSame } from './gives-same.ts';
import { workflowOf } from './testing/documents.ts';

it.each([
  ['moving', moveNodes({ noise: { x: 5, y: 5 } }), true],
  ['renaming', setTitle('noise', 'Grain'), true],
  ['colouring', setColor(['noise'], '#ff0000'), true],
  ['another seed', setParam('noise', 'seed', 2), false],
  ['muting', setMode(['noise'], 'mute'), false],
])('tells whether %s changes what comes out', (_, edit, same) => {
  const editor = createEditor(workflowOf({ noise: ['Noise', { seed: 1 }], other: ['Noise'] }));
  const before = editor.document;
  editor.apply(edit);
  expect(editor.document).not.toBe(before);
  expect(givesSame(before, editor.document)).toBe(same);
});
