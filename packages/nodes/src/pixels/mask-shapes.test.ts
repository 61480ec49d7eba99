import { expect, test } from 'vitest';
import { ellipseMask, gradientMask, rectangleMask } from './mask-shapes.ts';
import type { Picture } from './picture.ts';

function rowsOf({ data, widthPx, heightPx }: Picture): number[][] {
  return Array.from({ length: heightPx }, (_, y) => [...data.subarray(y * widthPx, (y + 1) * widthPx)]);
}

test('a rectangle covers the pixels whose centres lie in it', () => {
  const box = { leftPx: 1, topPx: 1, widthPx: 2, heightPx: 5 };
  expect(rowsOf(rectangleMask({ widthPx: 4, heightPx: 3 }, box))).toEqual([
    [0, 0, 0, 0],
    [0, 1, 1, 0],
    [0, 1, 1, 0],
  ]);
});

test('a feathered side rises over its width, half of it inside', () => {
  const box = { leftPx: 2, topPx: -50, widthPx: 100, heightPx: 100 };
  expect(rowsOf(rectangleMask({ widthPx: 5, heightPx: 1 }, box, 4))).toEqual([
    [0.125, 0.375, 0.625, 0.875, 1],
  ]);
});

test('a feathered corner is round outside', () => {
  const box = { leftPx: 3.5, topPx: 4.5, widthPx: 50, heightPx: 50 };
  // The centre of the first pixel lies 3 to the left of the corner and 4 above it: a distance of 5.
  expect(rectangleMask({ widthPx: 10, heightPx: 10 }, box, 20).data[0]).toBe(0.25);
});

test('an ellipse fills its box', () => {
  const box = { leftPx: 0, topPx: 0, widthPx: 6, heightPx: 3 };
  expect(rowsOf(ellipseMask({ widthPx: 6, heightPx: 3 }, box))).toEqual([
    [0, 1, 1, 1, 1, 0],
    [1, 1, 1, 1, 1, 1],
    [0, 1, 1, 1, 1, 0],
  ]);
});

test('the soft edge of a circle is a cone', () => {
  const circle = { leftPx: -1.5, topPx: -1.5, widthPx: 4, heightPx: 4 };
  // Radius 2 around the centre of the first pixel.
  expect(rowsOf(ellipseMask({ widthPx: 5, heightPx: 1 }, circle, 4))).toEqual([[1, 0.75, 0.5, 0.25, 0]]);
});

test('a gradient rises from one point to the other and is level beyond', () => {
  const canvas = { widthPx: 4, heightPx: 2 };
  expect(rowsOf(gradientMask(canvas, [1, 0], [3, 0]))).toEqual([
    [0, 0.25, 0.75, 1],
    [0, 0.25, 0.75, 1],
  ]);
  expect(rowsOf(gradientMask(canvas, [1, 1], [1, 1]))).toEqual([
    [1, 1, 1, 1],
    [1, 1, 1, 1],
  ]);
});
