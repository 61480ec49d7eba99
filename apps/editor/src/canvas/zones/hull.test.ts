import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '../point.ts';
import { hullCorners, roundedPath } from './hull.ts';

function box(x: number, y: number, width: number, height: number): Rect {
  return { x, y, width, height };
}

function corners(boxes: readonly Rect[]): number[][] {
  return hullCorners(boxes, 10).map(({ x, y }) => [x, y]);
}

describe('hullCorners', () => {
  it('is the box itself for one box', () => {
    expect(corners([box(0, 0, 100, 50)])).toEqual([
      [0, 0],
      [100, 0],
      [100, 50],
      [0, 50],
    ]);
  });

  it('steps up to a higher box and leaves out what lies beside it', () => {
    expect(corners([box(0, 100, 100, 100), box(200, 0, 100, 200), box(400, 100, 100, 100)])).toEqual([
      [0, 100],
      [200, 100],
      [200, 0],
      [300, 0],
      [300, 100],
      [500, 100],
      [500, 200],
      [0, 200],
    ]);
  });

  it('fills dents', () => {
    expect(corners([box(0, 0, 100, 100), box(100, 50, 100, 50), box(200, 0, 100, 100)])).toEqual([
      [0, 0],
      [300, 0],
      [300, 100],
      [0, 100],
    ]);
  });

  it('joins boxes that stand diagonally apart by a bridge', () => {
    expect(corners([box(0, 0, 100, 100), box(200, 200, 100, 100)])).toEqual([
      [0, 0],
      [100, 0],
      [100, 90],
      [200, 90],
      [200, 200],
      [300, 200],
      [300, 300],
      [200, 300],
      [200, 210],
      [100, 210],
      [100, 100],
      [0, 100],
    ]);
  });

  it('is nothing for no boxes', () => {
    expect(corners([])).toEqual([]);
    expect(roundedPath([], 10)).toBe('');
  });

  it('holds every box, with upright and level edges by turns', () => {
    const side = fc.integer({ min: 1, max: 300 });
    const place = fc.integer({ min: -500, max: 500 });
    const boxes = fc.array(fc.record({ x: place, y: place, width: side, height: side }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(boxes, (given) => {
        const hull = hullCorners(given, 10);
        for (const [index, corner] of hull.entries()) {
          const next = hull[(index + 1) % hull.length]!;
          const level = index % 2 === 0;
          expect(level ? corner.y === next.y : corner.x === next.x).toBe(true);
        }
        for (const { x, y, width, height } of given) {
          expect(isInside(hull, x + width / 2, y + height / 2)).toBe(true);
          expect(isInside(hull, x + 0.01, y + 0.01)).toBe(true);
          expect(isInside(hull, x + width - 0.01, y + height - 0.01)).toBe(true);
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

/** By the number of upright edges that a ray to the left crosses. */
function isInside(hull: readonly { x: number; y: number }[], x: number, y: number): boolean {
  const crossed = hull.filter((corner, index) => {
    const next = hull[(index + 1) % hull.length]!;
    return corner.x === next.x && corner.x < x && corner.y > y !== next.y > y;
  });
  return crossed.length % 2 === 1;
}

describe('roundedPath', () => {
  it('rounds corners, and short edges less', () => {
    const path = roundedPath(hullCorners([box(0, 0, 100, 8)], 1), 10);
    expect(path).toBe('M0 4Q0 0 4 0L96 0Q100 0 100 4L100 4Q100 8 96 8L4 8Q0 8 0 4Z');
  });
});
