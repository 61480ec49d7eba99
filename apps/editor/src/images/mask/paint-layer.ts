/** What is painted: one byte a pixel, rows from the top; 255 is repainted, 0 is kept. */
export interface PaintLayer {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Whole pixels; `right` and `bottom` are outside. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Brush {
  readonly radiusPx: number;
  /** 0: a hard edge; 1: coverage falls from the middle on. */
  readonly softness: number;
  readonly erases: boolean;
}

export function createPaintLayer(widthPx: number, heightPx: number): PaintLayer {
  return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) };
}

export function wholeRect({ widthPx, heightPx }: PaintLayer): Rect {
  return { left: 0, top: 0, right: widthPx, bottom: heightPx };
}

/** The pixels that a stroke from one point to another may touch. */
export function strokeRect(layer: PaintLayer, from: Point, to: Point, { radiusPx }: Brush): Rect {
  const clampX = (x: number) => Math.min(Math.max(x, 0), layer.widthPx);
  const clampY = (y: number) => Math.min(Math.max(y, 0), layer.heightPx);
  return {
    left: clampX(Math.floor(Math.min(from.x, to.x) - radiusPx)),
    top: clampY(Math.floor(Math.min(from.y, to.y) - radiusPx)),
    right: clampX(Math.ceil(Math.max(from.x, to.x) + radiusPx) + 1),
    bottom: clampY(Math.ceil(Math.max(from.y, to.y) + radiusPx) + 1),
  };
}

/**
 * Draws a straight piece of a stroke. Paint never adds up where pieces of a stroke overlap: a pixel gets the most that
 * any point of the line gives it, an eraser leaves the least.
 */
export function paintStroke(layer: PaintLayer, from: Point, to: Point, brush: Brush): Rect {
  const rect = strokeRect(layer, from, to, brush);
  const { data, widthPx } = layer;
  for (let y = rect.top; y < rect.bottom; y += 1) {
    for (let x = rect.left; x < rect.right; x += 1) {
      const covered = Math.round(255 * coverage(distanceToLine(x + 0.5, y + 0.5, from, to), brush));
      if (covered === 0) continue;
      const at = y * widthPx + x;
      data[at] = brush.erases ? Math.min(data[at]!, 255 - covered) : Math.max(data[at]!, covered);
    }
  }
  return rect;
}

/** 1 inside the hard core of a brush, 0 outside it, a smooth fall between; the rim is half covered for one pixel. */
function coverage(distance: number, { radiusPx, softness }: Brush): number {
  const core = Math.min(radiusPx * (1 - softness), radiusPx - 0.5);
  const fall = Math.min(Math.max((radiusPx + 0.5 - distance) / (radiusPx + 0.5 - core), 0), 1);
  return fall * fall * (3 - 2 * fall);
}

function distanceToLine(x: number, y: number, from: Point, to: Point): number {
  const alongX = to.x - from.x;
  const alongY = to.y - from.y;
  const length = alongX * alongX + alongY * alongY;
  const part = length === 0 ? 0 : ((x - from.x) * alongX + (y - from.y) * alongY) / length;
  const nearest = Math.min(Math.max(part, 0), 1);
  return Math.hypot(x - from.x - nearest * alongX, y - from.y - nearest * alongY);
}

export function fillAll({ data }: PaintLayer, value: 0 | 255): void {
  data.fill(value);
}

export function invert({ data }: PaintLayer): void {
  for (let at = 0; at < data.length; at += 1) data[at] = 255 - data[at]!;
}

/**
 * Paints the area around a point up to where paint already is, as when an outline is filled; with an eraser, takes
 * away the painted area around it.
 */
export function fillArea(layer: PaintLayer, start: Point, erases: boolean): void {
  const { widthPx, heightPx, data } = layer;
  const x = Math.floor(start.x);
  const y = Math.floor(start.y);
  if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) return;
  const isOpen = (at: number) => (erases ? data[at]! >= 128 : data[at]! < 128);
  const value = erases ? 0 : 255;
  const waiting = [y * widthPx + x];
  while (waiting.length > 0) {
    const at = waiting.pop()!;
    if (!isOpen(at)) continue;
    data[at] = value;
    const column = at % widthPx;
    if (column > 0) waiting.push(at - 1);
    if (column < widthPx - 1) waiting.push(at + 1);
    if (at >= widthPx) waiting.push(at - widthPx);
    if (at < widthPx * (heightPx - 1)) waiting.push(at + widthPx);
  }
}

/** Whether nothing is painted. */
export function isEmpty({ data }: PaintLayer): boolean {
  return data.every((value) => value === 0);
}
