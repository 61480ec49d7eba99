import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { FIT, needsFit, type Size, shownBox } from './fit.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';

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
      if (size.width === before.width && size.height === before.height) return;
      const shown = shownBox(flow, flow.getViewport());
      if (shown && needsFit(shown, before, size)) void flow.fitView(FIT);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, wrapper]);
}
