import { createPicture, type Picture } from './picture.ts';

/** Where a shape is drawn: a mask of one channel, 1 inside the shape. */
export interface MaskCanvas {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The box that a shape fills; edges may lie between pixels and outside the canvas. */
export interface ShapeBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * @param featherPx width of the soft edge, half of it inside the shape; 0 cuts at pixel centres
 */
export function rectangleMask(canvas: MaskCanvas, box: ShapeBox, featherPx = 0): Picture {
  const halfWidth = box.widthPx / 2;
  const halfHeight = box.heightPx / 2;
  return drawMask(canvas, (x, y) => {
    const dx = Math.abs(x - box.leftPx - halfWidth) - halfWidth;
    const dy = Math.abs(y - box.topPx - halfHeight) - halfHeight;
    // Outside, the nearest point is a side or a corner; inside, a side.
    const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
    return softEdge(-outside - Math.min(Math.max(dx, dy), 0), featherPx);
  });
}

/**
 * The ellipse that touches the sides of the box. The soft edge is measured to first order, exact for circles.
 *
 * @param featherPx width of the soft edge, half of it inside the shape; 0 cuts at pixel centres
 */
export function ellipseMask(canvas: MaskCanvas, box: ShapeBox, featherPx = 0): Picture {
  const radiusX = box.widthPx / 2;
  const radiusY = box.heightPx / 2;
  return drawMask(canvas, (x, y) => {
    const u = (x - box.leftPx - radiusX) / radiusX;
    const v = (y - box.topPx - radiusY) / radiusY;
    const level = Math.hypot(u, v);
    const slope = level === 0 ? 1 / Math.min(radiusX, radiusY) : Math.hypot(u / radiusX, v / radiusY) / level;
    return softEdge((1 - level) / slope, featherPx);
  });
}

/** Rises from 0 at one point to 1 at another, and is level beyond them; points in pixels. */
export function gradientMask(
  canvas: MaskCanvas,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
): Picture {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const lengthSquared = dx * dx + dy * dy;
  return drawMask(canvas, (x, y) => {
    const along = (x - from[0]) * dx + (y - from[1]) * dy;
    // Two equal points leave no way to rise on: a step across them.
    return lengthSquared === 0 ? 1 : Math.min(Math.max(along / lengthSquared, 0), 1);
  });
}

/** @param valueAt value at the centre of a pixel */
function drawMask({ widthPx, heightPx }: MaskCanvas, valueAt: (x: number, y: number) => number): Picture {
  const mask = createPicture({ batch: 1, heightPx, widthPx, channels: 1 });
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) mask.data[y * widthPx + x] = valueAt(x + 0.5, y + 0.5);
  }
  return mask;
}

/** @param distance to the edge in pixels, positive inside */
function softEdge(distance: number, featherPx: number): number {
  if (featherPx <= 0) return distance > 0 ? 1 : 0;
  return Math.min(Math.max(0.5 + distance / featherPx, 0), 1);
}
