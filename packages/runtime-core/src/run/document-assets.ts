import { type AssetStore, type Problem, problem, type WorkflowDocument } from '@latentgraph/graph-core';
import { fromBase64 } from '../base64.ts';

export interface DocumentAssetsOptions {
  readonly assets: AssetStore;
  /** sha256 in lower-case hex */
  hashOf(bytes: Uint8Array): string;
}

/** Puts the assets that travel inside a document into the store; those that are not what they say are left out. */
export async function importDocumentAssets(
  document: WorkflowDocument,
  { assets, hashOf }: DocumentAssetsOptions,
): Promise<readonly Problem[]> {
  const warnings: Problem[] = [];
  for (const [hash, { data, mediaType }] of Object.entries(document.assets ?? {})) {
    const bytes = fromBase64(data);
    if (bytes && hashOf(bytes) === hash) await assets.put(bytes, mediaType);
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
