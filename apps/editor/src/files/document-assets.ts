import {
  type Asset,
  type EmbeddedAsset,
  type Problem,
  problem,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { fromBase64 } from '@latentgraph/runtime-web';
import { toBase64 } from './share/base64.ts';

const HASH = /^[0-9a-f]{64}$/;

/**
 * The hashes of all assets that a document names: every param that looks like one, also of nodes that this program
 * does not know.
 */
export function assetsNamedIn(document: WorkflowDocument): readonly string[] {
  const named = new Set<string>();
  for (const { params } of Object.values(document.graphs.main.nodes)) {
    for (const value of Object.values(params)) collectHashes(value, named);
  }
  return [...named].sort();
}

function collectHashes(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (HASH.test(value)) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) collectHashes(item, into);
  }
}

export interface TakenOut {
  /** Without the assets: the editor keeps those once, however many workflows name them. */
  readonly document: WorkflowDocument;
  readonly assets: readonly Asset[];
  readonly warnings: readonly Problem[];
}

/** Takes the assets out of a document that travelled with them. Those that are not what their names say are left out. */
export function takeOutAssets(document: WorkflowDocument, sha256: (bytes: Uint8Array) => string): TakenOut {
  const { assets: embedded, ...rest } = document;
  if (embedded === undefined) return { document, assets: [], warnings: [] };
  const assets: Asset[] = [];
  const warnings: Problem[] = [];
  for (const [hash, { mediaType, data }] of Object.entries(embedded)) {
    const bytes = fromBase64(data);
    if (bytes && sha256(bytes) === hash) assets.push({ hash, mediaType, bytes });
    else warnings.push(otherBytes(hash));
  }
  return { document: rest, assets, warnings };
}

/** The document with these assets inside, to travel to where nobody has them. */
export function putInAssets(document: WorkflowDocument, assets: readonly Asset[]): WorkflowDocument {
  if (assets.length === 0) return document;
  const embedded = assets.map(({ hash, mediaType, bytes }): [string, EmbeddedAsset] => [
    hash,
    { mediaType, data: toBase64(bytes) },
  ]);
  return { ...document, assets: Object.fromEntries(embedded) };
}

function otherBytes(hash: string): Problem {
  return problem({
    code: 'asset-hash-mismatch',
    severity: 'warning',
    message: `The picture ${hash.slice(0, 12)}… inside this workflow has other bytes than its name says; it is left out.`,
    remedy: 'Get the workflow file again, or choose the picture anew where it is missing.',
  });
}
