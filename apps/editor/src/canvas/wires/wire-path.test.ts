import { expect, test } from 'vitest';
import { linesCross, pathOf, pointAt, pointsAlong, wireCurve } from './wire-path.ts';

const at = (x: number, y: number) => ({ x, y });

test('a wire leaves its output to the right and comes from the left, also when it runs back', () => {
  for (const end of [at(200, 50), at(-200, 50), at(5, 0), at(0, 300)]) {
    const { startControl, endControl } = wireCurve(at(0, 0), end);
    expect(startControl.x).toBeGreaterThan(0);
    expect(startControl.y).toBe(0);
    expect(endControl.x).toBeLessThan(end.x);
    expect(endControl.y).toBe(end.y);
  }
});

test('the points of a curve run from its start to its end', () => {
  const curve = wireCurve(at(0, 0), at(100, 40));
  const points = pointsAlong(curve, 4);
  expect(points).toHaveLength(5);
  expect(points[0]).toEqual(at(0, 0));
  expect(points[2]).toEqual(pointAt(curve, 0.5));
  expect(points[2]).toEqual(at(50, 20));
  expect(points[4]).toEqual(at(100, 40));
});

test('is written as an SVG path', () => {
  expect(pathOf(wireCurve(at(0, 0), at(100, 40)))).toBe('M0,0 C50,0 50,40 100,40');
});

test('lines cross where one goes through the other', () => {
  const level = [at(0, 0), at(10, 0), at(20, 0)];
  expect(linesCross(level, [at(15, -5), at(15, 5)])).toBe(true);
  expect(linesCross(level, [at(15, 1), at(15, 5)])).toBe(false);
  expect(linesCross(level, [at(25, -5), at(25, 5)])).toBe(false);
  expect(linesCross(level, [at(5, 5)])).toBe(false);
});
