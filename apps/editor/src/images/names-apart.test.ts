import { expect, test } from 'vitest';
import { namesApart } from './names-apart.ts';
import type { PictureOrigin } from './picture-origin.ts';

const ONE: PictureOrigin = {
  name: 'Text to image',
  prompt: 'a house',
  seed: 5,
  index: 0,
  result: undefined,
};

test.each([
  ['seeds', { seed: 6, prompt: 'a tree' }, ['Seed 5', 'Seed 6']],
  ['prompts', { prompt: 'a tree', index: 1 }, ['a house', 'a tree']],
  ['places in a batch', { index: 1 }, ['Picture 1', 'Picture 2']],
  ['names', { name: 'Mask' }, ['Text to image', 'Mask']],
  ['a seed that is missing', { seed: undefined }, ['Seed 5', 'No seed']],
])('pictures are told apart by their %s', (_, change, names) => {
  expect(namesApart(ONE, { ...ONE, ...change })).toEqual(names);
});

test('pictures of which nothing is known are called by their sides', () => {
  expect(namesApart(undefined, undefined)).toEqual(['Left', 'Right']);
  expect(namesApart(ONE, undefined)).toEqual(['Text to image', 'Right']);
});
