import { expect, test } from 'vitest';
import { type Focus, keepsShortcut } from './focus.ts';

interface Case {
  readonly focus: Focus;
  readonly kept: readonly string[];
  readonly free: readonly string[];
}

const cases: readonly Case[] = [
  {
    focus: 'document-text',
    kept: ['m', 'Delete', 'Space', 'Question', '$mod+c', '$mod+a', '$mod+Shift+ArrowLeft', '$mod+Backspace'],
    free: ['$mod+z', '$mod+Shift+z', '$mod+y', '$mod+Enter', '$mod+s', '$mod+Shift+l'],
  },
  {
    focus: 'own-text',
    kept: ['m', 'Delete', '$mod+a', '$mod+z', '$mod+Shift+z', '$mod+y'],
    free: ['$mod+Enter', '$mod+s', '$mod+d'],
  },
  {
    focus: 'select',
    kept: ['m', '7', 'Question', 'Space', 'Enter', 'ArrowDown'],
    free: ['Delete', 'F2', '$mod+d', '$mod+Enter'],
  },
  { focus: 'overlay', kept: ['m', 'Delete', 'Escape', '$mod+z'], free: [] },
  {
    focus: 'press',
    kept: ['Space', 'Enter', 'ArrowLeft', 'Home'],
    free: ['m', 'Delete', '$mod+Enter', 'Question'],
  },
  { focus: 'nothing', kept: [], free: ['m', 'Space', 'ArrowLeft', 'Delete', '$mod+c'] },
];

test.each(cases)('with the focus on $focus, what it has use for is no shortcut', ({ focus, kept, free }) => {
  const keeps = (shortcut: string) => keepsShortcut(focus, shortcut);
  expect(kept.filter((shortcut) => !keeps(shortcut))).toEqual([]);
  expect(free.filter(keeps)).toEqual([]);
});
