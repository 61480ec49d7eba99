import { expect, test } from 'vitest';
import { fitMap, MAP_HEIGHT, MAP_WIDTH } from './map-scale.ts';

test('everything lies within the map, in its middle, and comes back to where it was', () => {
  const { toMap, toGraph } = fitMap([
    { x: -1000, y: -50, width: 240, height: 100 },
    { x: 4000, y: 900, width: 240, height: 500 },
  ]);
  for (const corner of [
    { x: -1000, y: -50 },
    { x: 4240, y: 1400 },
  ]) {
    const { x, y } = toMap(corner);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(MAP_WIDTH);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(MAP_HEIGHT);
    expect(toGraph({ x, y }).x).toBeCloseTo(corner.x);
    expect(toGraph({ x, y }).y).toBeCloseTo(corner.y);
  }
  const middle = toMap({ x: 1620, y: 675 });
  expect(middle.x).toBeCloseTo(MAP_WIDTH / 2);
  expect(middle.y).toBeCloseTo(MAP_HEIGHT / 2);
});

test('an empty graph has a map too', () => {
  expect(fitMap([]).toMap({ x: 0, y: 0 })).toEqual({ x: MAP_WIDTH / 2, y: MAP_HEIGHT / 2 });
});
