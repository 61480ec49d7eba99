import { expect, test } from 'vitest';
import { align, boundsOf, distribute } from './align.ts';

const boxes = new Map([
  ['a', { x: 0, y: 0, width: 100, height: 50 }],
  ['b', { x: 300, y: 200, width: 60, height: 30 }],
  ['c', { x: 150, y: 100, width: 40, height: 80 }],
]);

test('the bounds hold all boxes', () => {
  expect(boundsOf([...boxes.values()])).toEqual({ x: 0, y: 0, width: 360, height: 230 });
});

test.each([
  ['left', { a: { x: 0, y: 0 }, b: { x: 0, y: 200 }, c: { x: 0, y: 100 } }],
  ['center', { a: { x: 130, y: 0 }, b: { x: 150, y: 200 }, c: { x: 160, y: 100 } }],
  ['right', { a: { x: 260, y: 0 }, b: { x: 300, y: 200 }, c: { x: 320, y: 100 } }],
  ['top', { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 150, y: 0 } }],
  ['middle', { a: { x: 0, y: 90 }, b: { x: 300, y: 100 }, c: { x: 150, y: 75 } }],
  ['bottom', { a: { x: 0, y: 180 }, b: { x: 300, y: 200 }, c: { x: 150, y: 150 } }],
] as const)('aligned %s', (alignment, places) => {
  expect(align(boxes, alignment)).toEqual(places);
});

test('distributed boxes have equal gaps, and the outermost stay', () => {
  expect(distribute(boxes, 'horizontal')).toEqual({
    a: { x: 0, y: 0 },
    c: { x: 180, y: 100 },
    b: { x: 300, y: 200 },
  });
  const vertical = distribute(boxes, 'vertical');
  expect([vertical.a!.y, vertical.c!.y, vertical.b!.y]).toEqual([0, 85, 200]);
});
