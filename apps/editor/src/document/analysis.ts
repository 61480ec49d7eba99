import { type Analysis, analyse, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';

const known = new WeakMap<WorkflowDocument, Analysis>();

/** Types, zones and problems of a document, worked out once for each. */
export function analysisOf(document: WorkflowDocument): Analysis {
  const before = known.get(document);
  if (before) return before;
  const analysis = analyse(document, builtinRegistry);
  known.set(document, analysis);
  return analysis;
}
