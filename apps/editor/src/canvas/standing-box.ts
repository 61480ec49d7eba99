import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import type { CanvasItem } from './flow-items.ts';
import { rectOf } from './frames/carried-along.ts';
import { placeInDocument } from './frames/frame-items.ts';
import { estimatedHeight } from './node/node-content.ts';
import { NODE_WIDTH, REROUTE_SIZE, TITLE_HEIGHT } from './node/node-geometry.ts';
import type { NodeFacts } from './node-facts.ts';
import type { Rect } from './point.ts';

/**
 * The box that an item takes, in graph units, where the document has it: also while it is on its way there, and about
 * so before it was first drawn.
 */
export function standingBox(item: CanvasItem, document: WorkflowDocument): Rect {
  const drawn = rectOf(item);
  const { x, y } = placeInDocument(document, item.id) ?? drawn;
  if (drawn.height > 0 || item.type !== 'node') return { ...drawn, x, y };
  return { x, y, ...standingSize(item.data.record, item.data.facts) };
}

/** About what a node will take before it was first drawn. */
export function standingSize(record: NodeRecord, facts: NodeFacts) {
  if (record.type === 'Reroute') return { width: REROUTE_SIZE, height: REROUTE_SIZE };
  const height = record.collapsed ? TITLE_HEIGHT : estimatedHeight(record, facts);
  return { width: record.size?.width ?? NODE_WIDTH, height };
}
