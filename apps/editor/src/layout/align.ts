import type { Point, Rect } from '../canvas/point.ts';

/** Boxes by the ids of their nodes. */
export type Boxes = ReadonlyMap<string, Rect>;
export type Places = Readonly<Record<string, Point>>;

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Places on one line: at the outermost edge of all boxes, or through the middle of what they take up. */
export function align(boxes: Boxes, alignment: Alignment): Places {
  const { x, y, width, height } = boundsOf([...boxes.values()]);
  const place: Readonly<Record<Alignment, (box: Rect) => Point>> = {
    left: (box) => ({ x, y: box.y }),
    center: (box) => ({ x: x + (width - box.width) / 2, y: box.y }),
    right: (box) => ({ x: x + width - box.width, y: box.y }),
    top: (box) => ({ x: box.x, y }),
    middle: (box) => ({ x: box.x, y: y + (height - box.height) / 2 }),
    bottom: (box) => ({ x: box.x, y: y + height - box.height }),
  };
  return Object.fromEntries([...boxes].map(([id, box]) => [id, rounded(place[alignment](box))]));
}

/** Places with equal gaps between the boxes, in the order they stand in; the first and the last stay. */
export function distribute(boxes: Boxes, direction: 'horizontal' | 'vertical'): Places {
  const [start, length] = direction === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const sorted = [...boxes].sort(([, one], [, other]) => one[start] - other[start]);
  const bounds = boundsOf([...boxes.values()]);
  const taken = sorted.reduce((sum, [, box]) => sum + box[length], 0);
  const gap = (bounds[length] - taken) / Math.max(sorted.length - 1, 1);
  const places: Record<string, Point> = {};
  let at = bounds[start];
  for (const [id, box] of sorted) {
    places[id] = rounded({ x: box.x, y: box.y, [start]: at });
    at += box[length] + gap;
  }
  return places;
}

/** The smallest box around all others. */
export function boundsOf(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
