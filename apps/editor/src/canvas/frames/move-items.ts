import {
  changeFrame,
  changeNote,
  type Edit,
  moveNodes,
  type NodeRecord,
  sequence,
} from '@latentgraph/graph-core';
import type { Point } from '../point.ts';
import { documentItem } from './frame-items.ts';

/** Puts nodes, frames and notes, named as React Flow names them, at new places in one step. */
export function moveItems(positions: Readonly<Record<string, Point>>): Edit {
  const nodes: Record<string, NodeRecord['position']> = {};
  const others: Edit[] = [];
  for (const [flowId, { x, y }] of Object.entries(positions)) {
    const { kind, id } = documentItem(flowId);
    if (kind === 'node') nodes[id] = { x, y };
    else
      others.push(
        kind === 'frame' ? changeFrame(id, { position: { x, y } }) : changeNote(id, { position: { x, y } }),
      );
  }
  if (others.length === 0) return moveNodes(nodes);
  return sequence(moveLabel(Object.keys(nodes).length, others.length), [
    ...others,
    ...(Object.keys(nodes).length === 0 ? [] : [moveNodes(nodes)]),
  ]);
}

function moveLabel(nodes: number, others: number): string {
  return nodes + others === 1 ? 'Move' : `Move ${nodes + others} things`;
}
