import type { Part } from './pixels.ts';
import { shapeTemplates } from './prompts.ts';

const SIZE = 32;

const templates = Object.entries(shapeTemplates).map(
  ([name, rows]) => [name, rows.flatMap((row) => [...row].map((cell) => cell === '1'))] as const,
);

/** The shape whose template overlaps a part most: intersection over union. */
export function nearestShape(part: Part, width: number): string {
  const mask = normalized(part, width);
  let nearest = '';
  let most = Number.NEGATIVE_INFINITY;
  for (const [name, template] of templates) {
    const overlap = intersectionOverUnion(mask, template);
    if (overlap > most) [most, nearest] = [overlap, name];
  }
  return nearest;
}

function intersectionOverUnion(a: readonly boolean[], b: readonly boolean[]): number {
  let both = 0;
  let either = 0;
  for (const [index, value] of a.entries()) {
    if (value && b[index]) both += 1;
    if (value || b[index]) either += 1;
  }
  return both / either;
}

/** A part, centred and scaled so that its longer side fills a square of 32 × 32 cells. */
function normalized(part: Part, width: number): boolean[] {
  const inside = new Set(part);
  const rows = extent(part.map((pixel) => Math.floor(pixel / width)));
  const columns = extent(part.map((pixel) => pixel % width));
  const side = Math.max(rows.length, columns.length);
  const place = (cell: number, { middle }: Extent) =>
    Math.floor(middle - side / 2 + ((cell + 0.5) / SIZE) * side);
  return Array.from({ length: SIZE * SIZE }, (_, cell) => {
    const row = place(Math.floor(cell / SIZE), rows);
    const column = place(cell % SIZE, columns);
    return column >= 0 && column < width && inside.has(row * width + column);
  });
}

interface Extent {
  readonly middle: number;
  readonly length: number;
}

function extent(places: readonly number[]): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    low = Math.min(low, place);
    high = Math.max(high, place + 1);
  }
  return { middle: (low + high) / 2, length: high - low };
}
