import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { FIT } from './fit.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import type { Rect } from './point.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the view: a graph that takes less of it was not brought to fill it. */
const FILLED = 0.75;

/** A view that shows the whole graph goes on showing it when a panel opens beside it or the window changes its size. */
export function useKeptFit(wrapper: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow<CanvasItem, GraphWire>();
  useEffect(() => {
    const element = wrapper.current!;
    const sizeNow = (): Size => ({ width: element.clientWidth, height: element.clientHeight });
    let size = sizeNow();
    const observer = new ResizeObserver(() => {
      const before = size;
      size = sizeNow();
      const nodes = flow.getNodes();
      if (nodes.length === 0 || (size.width === before.width && size.height === before.height)) return;
      const { x, y, zoom } = flow.getViewport();
      const bounds = flow.getNodesBounds(nodes);
      const shown = {
        x: bounds.x * zoom + x,
        y: bounds.y * zoom + y,
        width: bounds.width * zoom,
        height: bounds.height * zoom,
      };
      if (needsFit(shown, before, size)) void flow.fitView(FIT);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, wrapper]);
}

/** Whether a graph that is shown in this box, in a view of the size before, is to be fitted into the view now. */
export function needsFit(shown: Rect, before: Size, now: Size): boolean {
  const fills = shown.width >= FILLED * before.width || shown.height >= FILLED * before.height;
  return liesIn(shown, before) && (fills || !liesIn(shown, now));
}

function liesIn({ x, y, width, height }: Rect, view: Size): boolean {
  return x >= 0 && y >= 0 && x + width <= view.width && y + height <= view.height;
}
