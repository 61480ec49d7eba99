import { serializeWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';

const known = new WeakMap<WorkflowDocument, string>();

/**
 * Names what a document says, as a SHA-256 in hexadecimal digits. Pictures inside, and where the document is kept, make no
 * difference.
 */
export function fingerprintOf(document: WorkflowDocument): string {
  const before = known.get(document);
  if (before !== undefined) return before;
  const { assets: _, ...rest } = document;
  const fingerprint = sha256(new TextEncoder().encode(serializeWorkflow(rest)));
  known.set(document, fingerprint);
  return fingerprint;
}
