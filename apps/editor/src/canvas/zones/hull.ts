import type { Point, Rect } from '../point.ts';

/** What of the hull lies between two neighbouring edges of boxes. */
interface Strip {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The corners, clockwise, of the smallest shape of upright and level edges that holds all boxes and has no dents: no
 * upright or level line leaves it and comes back. Where boxes stand diagonally apart, a bridge twice `thickness`
 * wide joins them.
 */
export function hullCorners(boxes: readonly Rect[], thickness: number): Point[] {
  const strips = stripsOf(boxes, thickness);
  const upper = strips.flatMap(({ left, right, top }) => [
    { x: left, y: top },
    { x: right, y: top },
  ]);
  const lower = strips.toReversed().flatMap(({ left, right, bottom }) => [
    { x: right, y: bottom },
    { x: left, y: bottom },
  ]);
  return withoutStraights([...upper, ...lower]);
}

function stripsOf(boxes: readonly Rect[], thickness: number): Strip[] {
  const edges = [...new Set(boxes.flatMap(({ x, width }) => [x, x + width]))].sort((a, b) => a - b);
  const fromLeft = reachOf(edges, boxes, ({ x }) => x);
  const leftward = edges.toReversed().map((edge) => -edge);
  const fromRight = reachOf(leftward, boxes, ({ x, width }) => -(x + width)).reverse();
  return edges.slice(1).map((right, index) => {
    const top = Math.max(fromLeft[index]!.top, fromRight[index + 1]!.top);
    const bottom = Math.min(fromLeft[index]!.bottom, fromRight[index + 1]!.bottom);
    return { left: edges[index]!, right, ...bridged(top, bottom, thickness) };
  });
}

/** For every edge how far up and down the boxes go that begin at it or before. */
function reachOf(edges: readonly number[], boxes: readonly Rect[], beginOf: (box: Rect) => number) {
  const waiting = [...boxes].sort((one, other) => beginOf(other) - beginOf(one));
  let [top, bottom] = [Infinity, -Infinity];
  return edges.map((edge) => {
    for (let next = waiting.at(-1); next && beginOf(next) <= edge; next = waiting.at(-1)) {
      top = Math.min(top, next.y);
      bottom = Math.max(bottom, next.y + next.height);
      waiting.pop();
    }
    return { top, bottom };
  });
}

function bridged(top: number, bottom: number, thickness: number) {
  const middle = (top + bottom) / 2;
  const height = bottom - top;
  const half = height < 0 ? thickness - height / 2 : Math.max(thickness, height / 2);
  return { top: middle - half, bottom: middle + half };
}

function withoutStraights(points: readonly Point[]): Point[] {
  const apart = points.filter((point, index) => !isSame(point, points.at(index - 1)!));
  return apart.filter((point, index) => {
    const [before, after] = [apart.at(index - 1)!, apart[(index + 1) % apart.length]!];
    return !(before.x === point.x && point.x === after.x) && !(before.y === point.y && point.y === after.y);
  });
}

function isSame(one: Point, other: Point): boolean {
  return one.x === other.x && one.y === other.y;
}

/** The path data of a closed outline whose corners are rounded, the less the shorter their edges are. */
export function roundedPath(corners: readonly Point[], radius: number): string {
  const parts = corners.map((corner, index) => {
    const before = corners.at(index - 1)!;
    const after = corners[(index + 1) % corners.length]!;
    const round = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const from = towards(corner, before, round);
    const to = towards(corner, after, round);
    return `${index === 0 ? 'M' : 'L'}${pair(from)}Q${pair(corner)} ${pair(to)}`;
  });
  return parts.length === 0 ? '' : `${parts.join('')}Z`;
}

function distance(one: Point, other: Point): number {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
}

/** The point `by` away from one point on the way to another; both lie on one upright or level line. */
function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}

function pair({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
