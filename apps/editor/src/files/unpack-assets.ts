import type { WorkflowDocument } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';
import type { Notices } from '../ui/notices.ts';
import type { Assets } from './assets.ts';
import { takeOutAssets } from './document-assets.ts';

/** Keeps the assets that travelled inside a document; those that are not what their names say are told of. */
export async function unpackAssets(
  given: WorkflowDocument,
  {
    assets,
    notices,
  }: { readonly assets: Pick<Assets, 'addAll'>; readonly notices: Pick<Notices, 'problems'> },
): Promise<WorkflowDocument> {
  const { document, assets: embedded, warnings } = takeOutAssets(given, sha256);
  if (warnings.length > 0) notices.problems(warnings);
  await assets.addAll(embedded);
  return document;
}
