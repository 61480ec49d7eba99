import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { CanvasModel } from './canvas-model.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { rectOf } from './frames/carried-along.ts';
import { middleOf, type Point } from './point.ts';

const EXACT = { snapToGrid: false };
const FIT = { padding: 0.12, maxZoom: 1, duration: 200 };

/** Lets the rest of the editor reach the canvas while it is on the page. */
export function useAttachedHandle(model: CanvasModel, wrapper: RefObject<HTMLElement | null>): void {
  const { canvas } = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  useEffect(() => {
    let pointer: Point | undefined;
    const element = wrapper.current!;
    const follow = ({ clientX, clientY }: PointerEvent) => {
      pointer = { x: clientX, y: clientY };
    };
    const leave = () => {
      pointer = undefined;
    };
    element.addEventListener('pointermove', follow);
    element.addEventListener('pointerleave', leave);
    const detach = canvas.attach({
      fit: (ids) => void flow.fitView(ids === undefined ? FIT : { ...FIT, nodes: ids.map((id) => ({ id })) }),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: 120 }),
      center: () => flow.screenToFlowPosition(middleOf(element.getBoundingClientRect()), EXACT),
      toGraph: (point) => flow.screenToFlowPosition(point, EXACT),
      toWindow: (point) => flow.flowToScreenPosition(point),
      pointer: () => pointer,
      boxOf: (node) => {
        const item = flow.getNode(node);
        return item && rectOf(item);
      },
      animateNextMove: () => model.animateNextMove(),
    });
    return () => {
      detach();
      element.removeEventListener('pointermove', follow);
      element.removeEventListener('pointerleave', leave);
    };
  }, [canvas, flow, model, wrapper]);
}
