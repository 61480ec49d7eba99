import { expect, test } from 'vitest';
import type { Services } from '../app/services.ts';
import { createViews } from '../app/views.ts';
import { createEditor } from '../document/editor.ts';
import { workflowOf } from '../run/testing/documents.ts';
import { allCommands } from './all-commands.ts';
import { createCommands } from './commands.ts';

const counted = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

test('no two commands have the same id, title or shortcut', () => {
  expect(counted(allCommands.map(({ id }) => id))).toEqual([]);
  expect(counted(allCommands.map(({ title }) => title))).toEqual([]);
  expect(counted(allCommands.flatMap(({ shortcuts = [] }) => shortcuts))).toEqual([]);
});

test('the id of a command is an area and a verb', () => {
  for (const { id } of allCommands) expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
});

test('while the form is shown, no command acts on the graph that is not', () => {
  const views = createViews();
  const editor = createEditor(workflowOf({ a: ['Noise'] }));
  const services = { views, editor } as unknown as Services;
  const commands = createCommands(() => services);
  const can = (id: string) => commands.isEnabled(id);
  editor.select({ nodes: new Set(['a']) });
  const ids = ['edit.select-all', 'edit.bypass', 'edit.delete', 'edit.paste', 'arrange.note', 'view.fit'];
  expect(ids.filter(can)).toEqual(ids);
  views.arrange({ mode: 'form' });
  expect(ids.filter(can)).toEqual([]);
  expect(['view.form', 'file.save', 'help.palette'].filter(can)).toHaveLength(3);
});
