import { expect, test } from 'vitest';
import { recallView, rememberView } from './view-memory.ts';

function tabWith(text: string | null = null) {
  let kept = text;
  return () => ({
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  });
}

const view = { x: -120, y: 40.5, zoom: 1.25 };

test('each workflow has its own view', () => {
  const tab = tabWith();
  rememberView('a', view, tab);
  rememberView('b', { ...view, zoom: 2 }, tab);
  expect(recallView('a', tab)).toEqual(view);
  expect(recallView('b', tab)).toEqual({ ...view, zoom: 2 });
  rememberView('a', undefined, tab);
  expect(recallView('a', tab)).toBeUndefined();
});

test('those looked at longest ago are forgotten', () => {
  const tab = tabWith();
  for (let index = 0; index < 40; index++) rememberView(String(index), view, tab);
  expect(recallView('9', tab)).toBeUndefined();
  expect(recallView('10', tab)).toEqual(view);
});

test.each(['no JSON', '{}', '[["a", { "x": 0, "y": 0, "zoom": 0 }]]'])(
  'what cannot be read, as %s, is no view',
  (text) => {
    expect(recallView('a', tabWith(text))).toBeUndefined();
  },
);

test('where nothing may be kept, nothing is remembered', () => {
  const blocked = () => {
    throw new Error('Blocked.');
  };
  rememberView('a', view, blocked);
  expect(recallView('a', blocked)).toBeUndefined();
});
