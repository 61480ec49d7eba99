import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import type { Point, Rect } from './point.ts';

/** How the whole graph is brought into view: with a little room around it, and never larger than life. */
export const FIT = { padding: 0.07, maxZoom: 1 };

/** No view is from further away. */
export const MIN_ZOOM = 0.05;

/** Of the canvas, in window pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the canvas: a graph that takes less of it was not brought to fill it. */
const FILLED = 0.75;

/** The box that the graph takes on the canvas, in window pixels; undefined where there is nothing. */
export function shownBox(flow: ReactFlowInstance<CanvasItem, GraphWire>, view: Viewport): Rect | undefined {
  const nodes = flow.getNodes();
  return nodes.length === 0 ? undefined : shownIn(view, flow.getNodesBounds(nodes));
}

/** The box of the canvas in which a view shows a box of the graph. */
export function shownIn({ x, y, zoom }: Viewport, box: Rect): Rect {
  return { x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom };
}

/** Whether a graph that takes this box is wholly in view, and was brought to fill it. */
export function fills(shown: Rect, size: Size): boolean {
  const isLarge = shown.width >= FILLED * size.width || shown.height >= FILLED * size.height;
  return isLarge && liesIn(shown, size);
}

/** Whether a graph that is shown in this box, in a view of the size before, is to be fitted into the view now. */
export function needsFit(shown: Rect, before: Size, now: Size): boolean {
  return fills(shown, before) || (liesIn(shown, before) && !liesIn(shown, now));
}

/** Whether a box of the canvas is wholly seen. */
export function liesIn({ x, y, width, height }: Rect, view: Size): boolean {
  return x >= 0 && y >= 0 && x + width <= view.width && y + height <= view.height;
}

/** How far a node that was come near to stays from the edges of the canvas, in window pixels. */
const MARGIN = 16;

/**
 * The view near a box of the graph: zoomed around a point of the canvas, and moved only as far as it takes to have the
 * box wholly in it.
 *
 * @param still stays where it is, if it can; in pixels from the canvas's upper left corner
 * @param nearest the zoom to come to, unless the view is nearer already
 */
export function nearView(view: Viewport, size: Size, box: Rect, still: Point, nearest: number): Viewport {
  const zoom = Math.max(view.zoom, nearest);
  const around = (from: number, at: number) => at - ((at - from) * zoom) / view.zoom;
  return {
    x: broughtIn(around(view.x, still.x), box.x * zoom, box.width * zoom, size.width),
    y: broughtIn(around(view.y, still.y), box.y * zoom, box.height * zoom, size.height),
    zoom,
  };
}

/** Where the view has to begin along one axis to show from `start` on what is so long; as near to `from` as possible. */
function broughtIn(from: number, start: number, length: number, room: number): number {
  const first = MARGIN - start;
  const last = room - MARGIN - length - start;
  return last < first ? from : Math.min(Math.max(from, first), last);
}
