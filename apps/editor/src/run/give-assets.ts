import type { Asset, Runtime, WorkflowDocument } from '@latentgraph/graph-core';
import { assetsNamedIn } from '../files/document-assets.ts';

/**
 * Puts what a document names into the store of the runtime that is to run it. What cannot be found is left to the
 * runtime to miss: it says which node needs it.
 *
 * @param find looks for bytes on this side
 */
export async function giveAssets(
  document: WorkflowDocument,
  { assets }: Pick<Runtime, 'assets'>,
  find: (hash: string) => Promise<Asset | undefined>,
): Promise<void> {
  const embedded = document.assets ?? {};
  for (const hash of assetsNamedIn(document)) {
    if (Object.hasOwn(embedded, hash) || (await assets.has(hash))) continue;
    const asset = await find(hash);
    if (asset) await assets.put(asset.bytes, asset.mediaType);
  }
}
