import type { WorkflowDocument } from '@latentgraph/graph-core';
import type { CanvasItem } from './flow-items.ts';
import { rectOf } from './frames/carried-along.ts';
import { placeInDocument } from './frames/frame-items.ts';
import { estimatedHeight } from './node/node-content.ts';
import { NODE_WIDTH, TITLE_HEIGHT } from './node/node-geometry.ts';
import type { Rect } from './point.ts';

/**
 * The box that an item takes, in graph units, where the document has it: also while it is on its way there, and about
 * so before it was first drawn.
 */
export function standingBox(item: CanvasItem, document: WorkflowDocument): Rect {
  const drawn = rectOf(item);
  const { x, y } = placeInDocument(document, item.id) ?? drawn;
  if (drawn.height > 0 || item.type !== 'node') return { ...drawn, x, y };
  const { record, facts } = item.data;
  const height = record.collapsed ? TITLE_HEIGHT : estimatedHeight(record, facts);
  return { x, y, width: record.size?.width ?? NODE_WIDTH, height };
}
