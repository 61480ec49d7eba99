import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import type { Rect } from './point.ts';

/** How the whole graph is brought into view: with a little room around it, and never larger than life. */
export const FIT = { padding: 0.07, maxZoom: 1 };

/** Of the canvas, in window pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the canvas: a graph that takes less of it was not brought to fill it. */
const FILLED = 0.75;

/** The box that the graph takes on the canvas, in window pixels; undefined where there is nothing. */
export function shownBox(
  flow: ReactFlowInstance<CanvasItem, GraphWire>,
  { x, y, zoom }: Viewport,
): Rect | undefined {
  const nodes = flow.getNodes();
  if (nodes.length === 0) return undefined;
  const bounds = flow.getNodesBounds(nodes);
  return {
    x: bounds.x * zoom + x,
    y: bounds.y * zoom + y,
    width: bounds.width * zoom,
    height: bounds.height * zoom,
  };
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

function liesIn({ x, y, width, height }: Rect, view: Size): boolean {
  return x >= 0 && y >= 0 && x + width <= view.width && y + height <= view.height;
}
