import type { ReactFlowInstance } from '@xyflow/react';
import type { CanvasItem, GraphWire } from '../flow-items.ts';
import type { Point } from '../point.ts';
import type { PortRef } from './port-ref.ts';

export type Flow = ReactFlowInstance<CanvasItem, GraphWire>;

/** The middle of a port in graph units, as it is drawn now; undefined before its node was. */
export function portPoint(flow: Flow, { node, port, side }: PortRef): Point | undefined {
  const internals = flow.getInternalNode(node)?.internals;
  const handles = internals?.handleBounds?.[side === 'output' ? 'source' : 'target'];
  const handle = handles?.find(({ id }) => id === port);
  if (internals === undefined || handle === undefined) return undefined;
  const { x, y } = internals.positionAbsolute;
  return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2 };
}
