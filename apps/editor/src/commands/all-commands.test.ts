import { expect, test } from 'vitest';
import { allCommands } from './all-commands.ts';

const counted = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

test('no two commands have the same id, title or shortcut', () => {
  expect(counted(allCommands.map(({ id }) => id))).toEqual([]);
  expect(counted(allCommands.map(({ title }) => title))).toEqual([]);
  expect(counted(allCommands.flatMap(({ shortcuts = [] }) => shortcuts))).toEqual([]);
});

test('the id of a command is an area and a verb', () => {
  for (const { id } of allCommands) expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
});
