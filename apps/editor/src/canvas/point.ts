/** A place: in the graph or in the window, as each name says. No interface, so that it passes for a loose object. */
export type Point = {
  readonly x: number;
  readonly y: number;
};

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export function contains({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

export function middleOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
