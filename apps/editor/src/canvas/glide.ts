import type { CanvasItem } from './flow-items.ts';

const DURATION_MS = 260;

/**
 * Lets items glide from where they stood to where they stand now. Who wants less motion sees them there at once.
 *
 * @returns what stops it where it is
 */
export function glide(
  from: readonly CanvasItem[],
  to: readonly CanvasItem[],
  show: (items: readonly CanvasItem[]) => void,
): () => void {
  const starts = new Map(from.map(({ id, position }) => [id, position]));
  const began = performance.now();
  let frame = 0;

  function step(): void {
    const passed = (performance.now() - began) / DURATION_MS;
    if (passed >= 1 || prefersStill()) {
      show(to);
      return;
    }
    const part = 1 - (1 - passed) ** 3;
    show(to.map((item) => between(item, starts.get(item.id), part)));
    frame = requestAnimationFrame(step);
  }

  step();
  return () => cancelAnimationFrame(frame);
}

function between(item: CanvasItem, start: CanvasItem['position'] | undefined, part: number): CanvasItem {
  const { position: end } = item;
  if (start === undefined || (start.x === end.x && start.y === end.y)) return item;
  const position = { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
  return { ...item, position };
}

function prefersStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
