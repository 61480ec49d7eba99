import { moveNodes, type NodeRecord } from '@latentgraph/graph-core';
import { type NodeChange, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useRef } from 'react';
import { useServices } from '../../app/services-context.tsx';
import type { Point } from '../point.ts';

/** Below it a press is a click. */
const DRAG_THRESHOLD_PX = 3;

interface Drag {
  readonly from: Point;
  readonly starts: ReadonlyMap<string, Point>;
  by: Point;
}

/** Handlers for something by which several nodes are dragged at once; to the canvas it is as if they were dragged. */
export function useDragTogether(nodes: readonly string[]) {
  const { editor } = useServices();
  const flow = useStoreApi();
  const drag = useRef<Drag>(undefined);

  function changesOf({ starts, by }: Drag, dragging: boolean): NodeChange[] {
    return [...starts].map(([id, { x, y }]) => ({
      ...{ id, type: 'position', dragging },
      position: { x: x + by.x, y: y + by.y },
    }));
  }

  return {
    onPointerDown({ button, clientX, clientY, pointerId, currentTarget }: PointerEvent<HTMLElement>) {
      if (button !== 0) return;
      currentTarget.setPointerCapture(pointerId);
      // Not from where they are seen: they may still be on their way.
      const records = editor.document.graphs.main.nodes;
      const starts = nodes.flatMap((id) => {
        const record = records[id];
        return record ? [[id, record.position] as const] : [];
      });
      drag.current = { from: { x: clientX, y: clientY }, starts: new Map(starts), by: { x: 0, y: 0 } };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { current } = drag;
      if (!current) return;
      const { transform, snapToGrid, snapGrid, triggerNodeChanges } = flow.getState();
      const moved = { x: clientX - current.from.x, y: clientY - current.from.y };
      const isStill = current.by.x === 0 && current.by.y === 0;
      if (isStill && Math.hypot(moved.x, moved.y) < DRAG_THRESHOLD_PX) return;
      const [stepX, stepY] = snapToGrid ? snapGrid : [1, 1];
      current.by = {
        x: Math.round(moved.x / transform[2] / stepX) * stepX,
        y: Math.round(moved.y / transform[2] / stepY) * stepY,
      };
      triggerNodeChanges(changesOf(current, true));
    },
    onPointerUp() {
      const { current } = drag;
      drag.current = undefined;
      if (!current || (current.by.x === 0 && current.by.y === 0)) return;
      flow.getState().triggerNodeChanges(changesOf(current, false));
      const places = [...current.starts].map(([id, { x, y }]): [string, NodeRecord['position']] => [
        id,
        { x: x + current.by.x, y: y + current.by.y },
      ]);
      editor.apply(moveNodes(Object.fromEntries(places)));
    },
    onPointerCancel() {
      const { current } = drag;
      drag.current = undefined;
      if (current) flow.getState().triggerNodeChanges(changesOf({ ...current, by: { x: 0, y: 0 } }, false));
    },
  };
}
