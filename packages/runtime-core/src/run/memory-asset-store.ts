import type { Asset, AssetStore } from '@latentgraph/graph-core';

/**
 * Assets in memory, oldest forgotten first: for pictures that pass.
 *
 * @param hashOf sha256 in lower-case hex
 */
export function createMemoryAssetStore(
  budgetBytes: number,
  hashOf: (bytes: Uint8Array) => Promise<string> | string,
): AssetStore {
  const assets = new Map<string, Asset>();
  let total = 0;
  return {
    async put(bytes, mediaType) {
      const hash = await hashOf(bytes);
      if (!assets.has(hash)) total += bytes.length;
      assets.delete(hash);
      assets.set(hash, { hash, mediaType, bytes });
      for (const [oldest, asset] of assets) {
        if (total <= budgetBytes) break;
        assets.delete(oldest);
        total -= asset.bytes.length;
      }
      return hash;
    },
    get: async (hash) => assets.get(hash),
    has: async (hash) => assets.has(hash),
  };
}
