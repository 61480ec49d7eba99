import { MAIN_GRAPH, type NodeRecord, type WorkflowDocument } from '@latentgraph/graph-core';

/**
 * Whether two documents give the same results as far as identity tells: edits share what they do not change, so a
 * node that was moved or renamed keeps its params.
 */
export function givesSame(one: WorkflowDocument, other: WorkflowDocument): boolean {
  if (one === other) return true;
  const a = one.graphs[MAIN_GRAPH];
  const b = other.graphs[MAIN_GRAPH];
  if (a.edges !== b.edges) return false;
  if (a.nodes === b.nodes) return true;
  const ids = Object.keys(a.nodes);
  if (ids.length !== Object.keys(b.nodes).length) return false;
  return ids.every((id) => b.nodes[id] !== undefined && computesSame(a.nodes[id]!, b.nodes[id]));
}

function computesSame(one: NodeRecord, other: NodeRecord): boolean {
  return one === other || (one.type === other.type && one.params === other.params && one.mode === other.mode);
}
