import { expect, test } from 'vitest';
import { nearView, needsFit } from './fit.ts';

const before = { width: 1000, height: 600 };
const whole = { x: 50, y: 100, width: 900, height: 300 };

test('a graph that filled the view fills it again, smaller or larger', () => {
  expect(needsFit(whole, before, { width: 700, height: 600 })).toBe(true);
  expect(needsFit(whole, before, { width: 1400, height: 600 })).toBe(true);
});

test('a small graph is left alone while it can be seen', () => {
  const small = { x: 300, y: 200, width: 200, height: 100 };
  expect(needsFit(small, before, { width: 700, height: 600 })).toBe(false);
  expect(needsFit(small, before, { width: 400, height: 600 })).toBe(true);
});

test('who had looked at a part goes on looking at it', () => {
  expect(needsFit({ ...whole, x: -400, width: 2000 }, before, { width: 700, height: 600 })).toBe(false);
});

test('a field that is come near to stays under the pointer', () => {
  const far = { x: 100, y: 50, zoom: 0.5 };
  const node = { x: 600, y: 300, width: 240, height: 200 };
  // Where (700, 400) of the graph is shown.
  const still = { x: 450, y: 250 };
  expect(nearView(far, before, node, still, 1)).toEqual({ x: -250, y: -150, zoom: 1 });
});

test('a node that would lie over an edge is moved wholly into the view, and no further', () => {
  const far = { x: 0, y: 0, zoom: 0.5 };
  const node = { x: 1700, y: 0, width: 240, height: 200 };
  const near = nearView(far, before, node, { x: 860, y: 20 }, 1);
  expect(near.x + node.x + node.width).toBe(1000 - 16);
  expect(near.y + node.y).toBe(16);
});
