import { type AssetStore, type Problem, problem, type WorkflowDocument } from '@latentgraph/graph-core';
import { sha256 } from './files/sha256.ts';

/** Puts the assets that travel inside a document into the store; those that are not what they say are left out. */
export async function importDocumentAssets(
  document: WorkflowDocument,
  assets: AssetStore,
): Promise<readonly Problem[]> {
  const warnings: Problem[] = [];
  for (const [hash, { data, mediaType }] of Object.entries(document.assets ?? {})) {
    const bytes = new Uint8Array(Buffer.from(data, 'base64'));
    if (sha256(bytes) === hash) await assets.put(bytes, mediaType);
    else {
      warnings.push(
        problem({
          code: 'asset-hash-mismatch',
          severity: 'warning',
          message: `The asset ${hash} inside this workflow has other bytes than its name says; it is left out.`,
          remedy: 'Get the workflow file again, or choose the picture anew where it is missing.',
        }),
      );
    }
  }
  return warnings;
}
