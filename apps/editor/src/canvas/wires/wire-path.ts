import type { Point } from '../point.ts';

/** A wire's curve: a cubic Bézier that leaves its output to the right and comes to its input from the left. */
export interface WireCurve {
  readonly start: Point;
  readonly startControl: Point;
  readonly endControl: Point;
  readonly end: Point;
}

const SHORTEST_PULL = 24;
/** A wire that runs back to the left swings out this far at most. */
const LONGEST_PULL_BACK = 180;

export function wireCurve(start: Point, end: Point): WireCurve {
  const pull = pullOf(end.x - start.x, Math.abs(end.y - start.y));
  return {
    start,
    startControl: { x: start.x + pull, y: start.y },
    endControl: { x: end.x - pull, y: end.y },
    end,
  };
}

function pullOf(rightwards: number, sideways: number): number {
  if (rightwards >= 0)
    return Math.min(Math.max(rightwards / 2, SHORTEST_PULL), rightwards / 2 + sideways / 4);
  return Math.min(SHORTEST_PULL + -rightwards / 2 + sideways / 8, LONGEST_PULL_BACK);
}

/** As the `d` of an SVG path. */
export function pathOf({ start, startControl, endControl, end }: WireCurve): string {
  return `M${start.x},${start.y} C${startControl.x},${startControl.y} ${endControl.x},${endControl.y} ${end.x},${end.y}`;
}

/** The point of a curve at `t` in 0…1. */
export function pointAt({ start, startControl, endControl, end }: WireCurve, t: number): Point {
  const rest = 1 - t;
  const along = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * t * b + 3 * rest * t ** 2 * c + t ** 3 * d;
  return {
    x: along(start.x, startControl.x, endControl.x, end.x),
    y: along(start.y, startControl.y, endControl.y, end.y),
  };
}

/** A curve as points that are close enough to take straight lines between them. */
export function pointsAlong(curve: WireCurve, count = 24): Point[] {
  return Array.from({ length: count + 1 }, (_, index) => pointAt(curve, index / count));
}

/** Whether two lines of straight pieces cross. */
export function linesCross(one: readonly Point[], other: readonly Point[]): boolean {
  return one.some(
    (point, index) =>
      index > 0 &&
      other.some((end, place) => place > 0 && segmentsCross(one[index - 1]!, point, other[place - 1]!, end)),
  );
}

function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (from: Point, to: Point, point: Point) =>
    Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
