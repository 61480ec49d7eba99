import type { WorkflowDocument } from '@latentgraph/graph-core';

/** Whether there is nothing on the canvas: no node, frame or note. */
export function isEmpty({ graphs: { main } }: WorkflowDocument): boolean {
  const { nodes, notes = {}, frames = {} } = main;
  return [nodes, notes, frames].every((items) => Object.keys(items).length === 0);
}
