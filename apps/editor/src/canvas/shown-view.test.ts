import { expect, test } from 'vitest';
import { createMemoryStorage } from '../files/testing/memory-storage.ts';
import { createShownView } from './shown-view.ts';
import { recallView, type View } from './view-memory.ts';

const WHOLE: View = { x: 0, y: 0, zoom: 1 };
const NEAR: View = { x: -300, y: -200, zoom: 2 };
const SIZE = { width: 1000, height: 800 };

/** A canvas with two workflows that are as large as it is, the first of which is open and shown whole. */
function canvas() {
  const storage = createMemoryStorage();
  const tab = () => storage;
  const state = { open: 'first', view: WHOLE as View | undefined };
  const shown = createShownView({
    openKey: () => state.open,
    view: () => state.view,
    size: () => SIZE,
    boxIn: ({ x, y, zoom }) => ({ x, y, width: SIZE.width * zoom, height: SIZE.height * zoom }),
    tab,
  });
  const remembered = () => ['first', 'second'].map((key) => recallView(key, tab));
  return { shown, state, remembered };
}

test('a part that is looked at is remembered, and the whole is not', () => {
  const { shown, state, remembered } = canvas();
  state.view = NEAR;
  shown.remember();
  expect([remembered(), shown.enter()]).toEqual([[NEAR, undefined], NEAR]);
  state.view = WHOLE;
  shown.remember();
  expect([remembered(), shown.enter()]).toEqual([[undefined, undefined], undefined]);
});

test('a graph that waits to be drawn takes nothing from what is remembered', () => {
  const { shown, state, remembered } = canvas();
  state.view = NEAR;
  shown.remember();
  state.view = undefined;
  shown.remember();
  expect(remembered()).toEqual([NEAR, undefined]);
});

test('a movement that ends after another workflow was opened is of neither, until that has its own view', () => {
  const { shown, state, remembered } = canvas();
  state.view = NEAR;
  shown.leave();
  state.open = 'second';
  shown.remember();
  expect(remembered()).toEqual([NEAR, undefined]);
  expect(shown.enter()).toBe(undefined);
  state.view = WHOLE;
  shown.remember();
  state.view = { ...NEAR, zoom: 1.5 };
  shown.remember();
  expect(remembered()).toEqual([NEAR, { ...NEAR, zoom: 1.5 }]);
});
