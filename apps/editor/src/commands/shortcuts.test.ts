import { expect, test } from 'vitest';
import { type Focus, keepsKey } from './shortcuts.ts';

interface Case {
  readonly focus: Focus;
  /** As tinykeys writes them. */
  readonly kept: readonly string[];
  readonly free: readonly string[];
}

const cases: readonly Case[] = [
  { focus: 'text', kept: ['m', 'Delete', ' ', '$mod+c', '$mod+a'], free: ['$mod+z', '$mod+Enter'] },
  { focus: 'select', kept: ['m', 'B', '7', ' ', 'Enter', 'ArrowDown'], free: ['Delete', 'F2', '$mod+d'] },
  { focus: 'overlay', kept: ['m', 'Delete', 'Escape', '$mod+z'], free: [] },
  { focus: 'press', kept: [' ', 'Enter', 'ArrowLeft', 'Home'], free: ['m', 'Delete', '$mod+Enter'] },
  { focus: 'nothing', kept: [], free: ['m', ' ', 'ArrowLeft', 'Delete', '$mod+c'] },
];

test.each(cases)('with the focus on $focus, what it has use for is no shortcut', ({ focus, kept, free }) => {
  const keeps = (shortcut: string) => {
    const key = shortcut.replace('$mod+', '');
    return keepsKey(focus, { key, ctrlKey: key !== shortcut, metaKey: false });
  };
  expect(kept.filter((key) => !keeps(key))).toEqual([]);
  expect(free.filter(keeps)).toEqual([]);
});
