import { expect, test } from 'vitest';
import { rank } from './rank.ts';

test('each word has to begin a word of the title or of the keywords, or to be in the title', () => {
  expect(rank('sel all', 'Select everything', ['all nodes'])).toBeGreaterThan(0);
  expect(rank('coder', 'Text encoder')).toBeGreaterThan(0);
  expect(rank('write a note', 'Paste with the wires that came in')).toBe(0);
  expect(rank('undo zebra', 'Undo')).toBe(0);
});

test('the start of the title comes first, then words of the title, then keywords', () => {
  const ranks = [
    rank('zoom', 'Zoom in'),
    rank('zoom', 'Show everything, zoom out'),
    rank('zoom', 'Show everything', ['fit zoom']),
    rank('zoom', 'Megazoom'),
    rank('zoom', 'Undo'),
  ];
  expect(ranks).toEqual([...ranks].sort((one, other) => other - one));
  expect(new Set(ranks).size).toBe(ranks.length);
});

test('nothing typed fits everything', () => {
  expect(rank('  ', 'Undo')).toBe(1);
});
