import type { Point } from './point.ts';

/** The width of the strip along the edges of the canvas in which the view moves, in pixels. */
const STRIP = 40;
/** Pixels a frame, at the very edge. */
const FASTEST = 14;

/** Moves the view while a gesture is held at the edge of the canvas. After `stop` it moves again from the next `at` on. */
export function autoPan(
  canvas: Element,
  panBy: (delta: Point) => unknown,
): { at(point: Point): void; stop(): void } {
  let delta: Point = { x: 0, y: 0 };
  let frame = 0;
  const step = () => {
    frame = 0;
    if (delta.x === 0 && delta.y === 0) return;
    panBy(delta);
    frame = requestAnimationFrame(step);
  };
  return {
    at(point) {
      const { left, right, top, bottom } = canvas.getBoundingClientRect();
      delta = { x: speed(point.x, left, right), y: speed(point.y, top, bottom) };
      if (frame === 0) frame = requestAnimationFrame(step);
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}

function speed(at: number, from: number, to: number): number {
  const before = Math.min(STRIP, Math.max(0, from + STRIP - at));
  const behind = Math.min(STRIP, Math.max(0, at - (to - STRIP)));
  return ((before - behind) / STRIP) * FASTEST;
}
