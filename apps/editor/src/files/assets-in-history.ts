import type { History } from '@latentgraph/graph-core';

/** Whatever is a sha256 in the JSON of a step is taken for an asset. */
const HASH = /"([0-9a-f]{64})"/g;

/** Hashes that the open document names, and any that undo and redo bring back. */
export function assetsInHistory(history: History): ReadonlySet<string> {
  return new Set(Array.from(JSON.stringify(history).matchAll(HASH), ([, hash]) => hash!));
}
