import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Services } from '../app/services.ts';
import { createEditor } from '../document/editor.ts';
import { workflowOf } from '../run/testing/documents.ts';
import { editCommands } from './edit-commands.ts';

test('cutting takes what was selected when it was asked for, however slow the clipboard is', async () => {
  const editor = createEditor(workflowOf({ noise: ['Noise'], decode: ['VAEDecode'] }));
  let take = () => {};
  const slow = new Promise<boolean>((done) => {
    take = () => done(true);
  });
  const clipboard = { write: () => slow, copies: { remember: () => undefined } };
  const files = { store: createStore(() => ({ restricted: null })) };
  // The command uses no others.
  const services = { editor, clipboard, files } as unknown as Services;
  editor.select({ nodes: new Set(['noise']) });
  const cut = editCommands.find(({ id }) => id === 'edit.cut')!.run(services);
  editor.select({ nodes: new Set(['decode']) });
  take();
  await cut;
  expect(Object.keys(editor.document.graphs.main.nodes)).toEqual(['decode']);
});
