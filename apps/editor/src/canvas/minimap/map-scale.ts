import type { Point, Rect } from '../point.ts';

export const MAP_WIDTH = 184;
export const MAP_HEIGHT = 120;
const PADDING = 10;
/** A small graph is not blown up. */
const LARGEST_FACTOR = 0.12;

export interface MapScale {
  readonly factor: number;
  toMap(point: Point): Point;
  toGraph(point: Point): Point;
}

/** The scale at which all boxes fit into the map, in its middle. */
export function fitMap(boxes: readonly Rect[]): MapScale {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  if (boxes.length === 0) [left, top, right, bottom] = [0, 0, 0, 0];
  const factor = Math.min(
    (MAP_WIDTH - 2 * PADDING) / Math.max(right - left, 1),
    (MAP_HEIGHT - 2 * PADDING) / Math.max(bottom - top, 1),
    LARGEST_FACTOR,
  );
  const shiftX = MAP_WIDTH / 2 - ((left + right) / 2) * factor;
  const shiftY = MAP_HEIGHT / 2 - ((top + bottom) / 2) * factor;
  return {
    factor,
    toMap: ({ x, y }) => ({ x: x * factor + shiftX, y: y * factor + shiftY }),
    toGraph: ({ x, y }) => ({ x: (x - shiftX) / factor, y: (y - shiftY) / factor }),
  };
}
