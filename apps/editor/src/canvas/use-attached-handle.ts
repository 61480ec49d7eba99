import { type ReactFlowInstance, useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useServices } from '../app/services-context.tsx';
import { motionMs } from '../theme/motion.ts';
import type { CanvasModel } from './canvas-model.ts';
import { FIT } from './fit.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { rectOf, startCarrying } from './frames/carried-along.ts';
import { middleOf, type Point, type Rect } from './point.ts';
import { recallView } from './view-memory.ts';

const EXACT = { snapToGrid: false };
/** Where an empty graph begins. */
const ORIGIN = { x: 0, y: 0, zoom: 1 };
const FIT_MS = 200;
const ZOOM_MS = 120;

type Flow = ReactFlowInstance<CanvasItem, GraphWire>;

function reveal(flow: Flow, element: Element, box: Rect): void {
  const view = element.getBoundingClientRect();
  const start = flow.flowToScreenPosition(box);
  const end = flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height });
  const isInView = start.x >= view.left && start.y >= view.top && end.x <= view.right && end.y <= view.bottom;
  if (isInView) return;
  const { x, y } = middleOf(box);
  void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: motionMs(FIT_MS) });
}

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
    const fit = (ids?: readonly string[]) => {
      // React Flow would wait for the first item, and take it away from where it was put.
      if (flow.getNodes().length === 0) return void flow.setViewport(ORIGIN);
      const nodes = ids === undefined ? {} : { nodes: ids.map((id) => ({ id })) };
      void flow.fitView({ ...FIT, ...nodes, duration: motionMs(FIT_MS) });
    };
    const detach = canvas.attach({
      open: (workflow) => {
        const view = recallView(workflow);
        if (view) void flow.setViewport(view);
        else fit();
      },
      fit,
      reveal: (node) => {
        const item = flow.getNode(node);
        if (item) reveal(flow, element, rectOf(item));
      },
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: motionMs(ZOOM_MS) }),
      center: () => flow.screenToFlowPosition(middleOf(element.getBoundingClientRect()), EXACT),
      toGraph: (point) => flow.screenToFlowPosition(point, EXACT),
      toWindow: (point) => flow.flowToScreenPosition(point),
      pointer: () => pointer,
      boxOf: (node) => {
        const item = flow.getNode(node);
        return item && rectOf(item);
      },
      carriedBy: (ids) => {
        const all = flow.getNodes();
        const moved = all.filter(({ id }) => ids.includes(id));
        return startCarrying(all, moved).flatMap(({ contents }) => [...contents.keys()]);
      },
      glideThrough: (edit) => model.glideThrough(edit),
    });
    return () => {
      detach();
      element.removeEventListener('pointermove', follow);
      element.removeEventListener('pointerleave', leave);
    };
  }, [canvas, flow, model, wrapper]);
}
