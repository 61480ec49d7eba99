import { expect, test } from 'vitest';
import { treeMove, treeRows } from './tree-rows.ts';

interface Item {
  readonly key: string;
  readonly text: string;
  readonly items?: readonly Item[];
}

const leaf = (text: string): Item => ({ key: text, text });
const tree: readonly Item[] = [
  leaf('Checkpoint'),
  { key: 'loop', text: 'Loop', items: [leaf('UNet'), leaf('Guidance')] },
  leaf('Upscale'),
];

const open = treeRows(tree, () => true);
const closed = treeRows(tree, () => false);

test('rows say their level and place; those in a closed row are not there', () => {
  expect(
    open.map(({ item, level, position, count, expanded }) => [item.key, level, position, count, expanded]),
  ).toEqual([
    ['Checkpoint', 1, 1, 3, undefined],
    ['loop', 1, 2, 3, true],
    ['UNet', 2, 1, 2, undefined],
    ['Guidance', 2, 2, 2, undefined],
    ['Upscale', 1, 3, 3, undefined],
  ]);
  expect(closed.map(({ item }) => item.key)).toEqual(['Checkpoint', 'loop', 'Upscale']);
});

test('arrows go up and down, and into and out of rows', () => {
  expect(treeMove(open, 'loop', 'ArrowDown')).toEqual({ goTo: 'UNet' });
  expect(treeMove(open, 'Upscale', 'ArrowDown')).toBeUndefined();
  expect(treeMove(open, 'loop', 'ArrowRight')).toEqual({ goTo: 'UNet' });
  expect(treeMove(closed, 'loop', 'ArrowRight')).toEqual({ toggle: 'loop' });
  expect(treeMove(open, 'Guidance', 'ArrowLeft')).toEqual({ goTo: 'loop' });
  expect(treeMove(open, 'loop', 'ArrowLeft')).toEqual({ toggle: 'loop' });
  expect(treeMove(open, 'Checkpoint', 'ArrowLeft')).toBeUndefined();
});

test('Home and End go to the ends, a letter to the next row that starts with it', () => {
  expect(treeMove(open, 'UNet', 'Home')).toEqual({ goTo: 'Checkpoint' });
  expect(treeMove(open, 'UNet', 'End')).toEqual({ goTo: 'Upscale' });
  expect(treeMove(open, 'UNet', 'u')).toEqual({ goTo: 'Upscale' });
  expect(treeMove(open, 'Upscale', 'U')).toEqual({ goTo: 'UNet' });
  expect(treeMove(open, 'UNet', 'x')).toBeUndefined();
});
