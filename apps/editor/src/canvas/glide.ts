import type { CanvasItem } from './flow-items.ts';

const DURATION_MS = 260;

/**
 * Lets items glide from where they stood to where they are to stand. Who wants less motion sees them there at once.
 *
 * @param place gives every item that is shown the place that it is told
 * @returns what ends it, with everything where it is to stand
 */
export function glide(
  from: readonly CanvasItem[],
  to: readonly CanvasItem[],
  place: (at: (item: CanvasItem) => CanvasItem) => void,
): () => void {
  const starts = placesOf(from);
  const ends = placesOf(to);
  const began = performance.now();
  let frame = 0;

  /** @param part of the way, 0 to 1 */
  function show(part: number): void {
    place((item) => between(item, starts.get(item.id), ends.get(item.id), part));
  }

  function step(): void {
    const passed = (performance.now() - began) / DURATION_MS;
    const isOver = passed >= 1 || prefersStill();
    show(isOver ? 1 : 1 - (1 - passed) ** 3);
    if (!isOver) frame = requestAnimationFrame(step);
  }

  step();
  return () => {
    cancelAnimationFrame(frame);
    show(1);
  };
}

type Place = CanvasItem['position'];

function placesOf(items: readonly CanvasItem[]): ReadonlyMap<string, Place> {
  return new Map(items.map(({ id, position }) => [id, position]));
}

function between(
  item: CanvasItem,
  start: Place | undefined,
  end: Place | undefined,
  part: number,
): CanvasItem {
  if (!start || !end || (start.x === end.x && start.y === end.y)) return item;
  if (part === 1) return { ...item, position: end };
  const position = { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
  return { ...item, position };
}

function prefersStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
