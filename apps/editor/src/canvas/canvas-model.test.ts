import { moveNodes } from '@latentgraph/graph-core';
import { afterEach, expect, test, vi } from 'vitest';
import { createEditor } from '../document/editor.ts';
import { workflowOf } from '../run/testing/documents.ts';
import { createCanvasModel } from './canvas-model.ts';

/** A canvas whose next frames come when the test says so. */
function canvasOf(...ids: string[]) {
  const frames: (() => void)[] = [];
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false }) });
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => frames.splice(0));
  const editor = createEditor(workflowOf(Object.fromEntries(ids.map((id) => [id, ['Noise']]))));
  const model = createCanvasModel(editor);
  model.start();
  const places = () =>
    Object.fromEntries(model.store.getState().items.map(({ id, position }) => [id, position]));
  return { editor, model, places, frames };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const away = moveNodes({ a: { x: 800, y: 0 }, b: { x: 0, y: 800 } });

test('what is dragged while things glide is all that was moved', () => {
  const { editor, model, places } = canvasOf('a', 'b');
  model.glideThrough(() => void editor.apply(away));
  expect(places()).not.toEqual({ a: { x: 800, y: 0 }, b: { x: 0, y: 800 } });
  const to = { x: 5, y: 5 };
  model.change([{ type: 'position', id: 'a', position: to, dragging: true }]);
  expect(places()).toEqual({ a: to, b: { x: 0, y: 800 } });
  expect(model.moved()).toEqual({ a: to });
});

test('a drag begins with everything where it is to stand', () => {
  const { editor, model, places, frames } = canvasOf('a', 'b');
  model.glideThrough(() => void editor.apply(away));
  model.settle();
  expect(places()).toEqual({ a: { x: 800, y: 0 }, b: { x: 0, y: 800 } });
  expect(frames).toEqual([]);
});

test('where an edit was refused, the next one does not glide', () => {
  const { editor, model, places } = canvasOf('a');
  model.glideThrough(() => void editor.apply(moveNodes({ gone: { x: 1, y: 1 } })));
  editor.apply(moveNodes({ a: { x: 800, y: 0 } }));
  expect(places()).toEqual({ a: { x: 800, y: 0 } });
});
