import { serializeWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';

const known = new WeakMap<WorkflowDocument, string>();

/** Names what a document says, whatever it is called in this browser's storage; the same file has the same name. */
export function fingerprintOf(document: WorkflowDocument): string {
  const before = known.get(document);
  if (before !== undefined) return before;
  const { assets: _, ...rest } = document;
  const fingerprint = sha256(new TextEncoder().encode(serializeWorkflow(rest)));
  known.set(document, fingerprint);
  return fingerprint;
}
