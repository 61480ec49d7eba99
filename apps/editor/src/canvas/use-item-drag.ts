import {
  duplicate,
  type Edge,
  type Edit,
  insertNodeOnWire,
  moveNodes,
  sequence,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { type NodeChange, type OnNodeDrag, useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import type { Services } from '../app/services.ts';
import { useServices } from '../app/services-context.tsx';
import type { CanvasModel } from './canvas-model.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { type Carrying, rectOf, startCarrying, withCarried } from './frames/carried-along.ts';
import { moveItems } from './frames/move-items.ts';
import { insertWithRoom } from './insert-with-room.ts';
import type { Point } from './point.ts';
import { wiresThrough } from './wires/wires-at.ts';
import type { Flow } from './wiring/port-points.ts';

export interface ItemDrag {
  start: OnNodeDrag<CanvasItem>;
  drag: OnNodeDrag<CanvasItem>;
  stop: OnNodeDrag<CanvasItem>;
  /** React Flow's changes with those of what moves along. */
  withCompany(changes: NodeChange<CanvasItem>[]): NodeChange<CanvasItem>[];
}

/** What dragging nodes, frames and notes does: moves them, puts a node into a wire, or, with Alt, leaves copies. */
export function useItemDrag(model: CanvasModel): ItemDrag {
  const services = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  return useMemo(() => createItemDrag(services, flow, model), [services, flow, model]);
}

function createItemDrag({ editor, canvas }: Services, flow: Flow, model: CanvasModel): ItemDrag {
  const { store } = canvas;
  let carryings: readonly Carrying[] = [];
  let givenUp: (() => boolean) | undefined;

  function finish(): boolean {
    const cancelled = givenUp?.() ?? false;
    givenUp = undefined;
    carryings = [];
    return cancelled;
  }

  return {
    start(_, __, dragged) {
      model.settle();
      carryings = startCarrying(model.store.getState().items, dragged);
      givenUp = watchEscape();
    },
    drag(_, __, dragged) {
      const landing = landingOf(flow, editor.document.graphs.main.edges, dragged, (wire, node) => {
        return insertNodeOnWire(wire, node, builtinRegistry)(editor.document).ok;
      });
      if (landing !== store.getState().landing) store.setState({ landing });
    },
    stop(event, item, dragged) {
      const { landing } = store.getState();
      store.setState({ landing: undefined });
      const moved = model.moved();
      if (finish() || Object.keys(moved).length === 0) return model.restore();
      if ('altKey' in event && event.altKey && dragged.every(({ type }) => type === 'node')) {
        model.restore();
        editor.apply(
          leaveCopies(dragged, offsetOf(editor.document.graphs.main.nodes[item.id]!.position, item)),
          {
            selectCreated: true,
          },
        );
      } else if (landing) {
        editor.apply(insertWithRoom(canvas, landOn(landing, item.id, moved[item.id]!), item.id));
      } else {
        editor.apply(moveItems(moved));
      }
    },
    withCompany: (changes) => (carryings.length === 0 ? changes : withCarried(changes, carryings)),
  };
}

function offsetOf(from: Point, { position }: CanvasItem): Point {
  return { x: position.x - from.x, y: position.y - from.y };
}

function leaveCopies(dragged: readonly CanvasItem[], offset: Point): Edit {
  return duplicate({ nodes: dragged.map(({ id }) => id) }, { registry: builtinRegistry, offset });
}

function landOn(wire: Edge, node: string, position: Point): Edit {
  return sequence(`Insert ${node}`, [
    moveNodes({ [node]: { x: position.x, y: position.y } }),
    insertNodeOnWire(wire, node, builtinRegistry),
  ]);
}

/** The wire that a single node without wires would be put into where it is now. */
function landingOf(
  flow: Flow,
  wires: readonly Edge[],
  dragged: readonly CanvasItem[],
  fits: (wire: Edge, node: string) => boolean,
): Edge | undefined {
  const [item] = dragged;
  if (dragged.length !== 1 || item?.type !== 'node') return undefined;
  if (wires.some(({ from, to }) => from.node === item.id || to.node === item.id)) return undefined;
  return wiresThrough(flow, wires, rectOf(item)).find((wire) => fits(wire, item.id));
}

/** Whether Escape was pressed since; asking ends the watch. */
function watchEscape(): () => boolean {
  let pressed = false;
  const listen = (event: KeyboardEvent) => {
    if (event.key === 'Escape') pressed = true;
  };
  window.addEventListener('keydown', listen, true);
  return () => {
    window.removeEventListener('keydown', listen, true);
    return pressed;
  };
}
