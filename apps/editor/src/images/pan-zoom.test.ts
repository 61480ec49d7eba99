import { expect, test } from 'vitest';
import { fitInto, wheelPixels, zoomAt } from './pan-zoom.ts';

test('a large picture is made to fit, in the middle', () => {
  expect(fitInto({ width: 2000, height: 1000 }, { width: 1048, height: 1048 })).toEqual({
    scale: 0.5,
    x: 24,
    y: 274,
  });
});

test('a small picture is enlarged by a whole factor, so that its pixels stay squares of one size', () => {
  expect(fitInto({ width: 128, height: 128 }, { width: 700, height: 700 }).scale).toBe(5);
});

test('zooming leaves what is under the pointer where it is', () => {
  const view = { scale: 2, x: 30, y: -10 };
  const point = { x: 210, y: 95 };
  const zoomed = zoomAt(view, 1.7, point);
  expect((point.x - zoomed.x) / zoomed.scale).toBeCloseTo((point.x - view.x) / view.scale);
  expect((point.y - zoomed.y) / zoomed.scale).toBeCloseTo((point.y - view.y) / view.scale);
});

test('a notch of a wheel is as far in every browser', () => {
  expect(wheelPixels({ deltaY: 100, deltaMode: 0 })).toBe(100);
  expect(wheelPixels({ deltaY: 3, deltaMode: 1 })).toBeCloseTo(100);
});
