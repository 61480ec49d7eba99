import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { CanvasModel } from './canvas-model.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { rectOf, startCarrying } from './frames/carried-along.ts';
import { middleOf, type Point } from './point.ts';
import type { ShownView } from './shown-view.ts';
import { createViewActions } from './view-actions.ts';

const EXACT = { snapToGrid: false };

/** Lets the rest of the editor reach the canvas while it is on the page. */
export function useAttachedHandle(
  model: CanvasModel,
  wrapper: RefObject<HTMLElement | null>,
  shownView: ShownView,
): void {
  const { canvas, editor } = useServices();
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
      ...createViewActions({ flow, model, editor, element, shownView }),
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
  }, [canvas, editor, flow, model, shownView, wrapper]);
}
