import { type Asset, type AssetStore, assetHashSchema } from '@latentgraph/graph-core';
import { sha256 } from '../sha256.ts';
import type { Vault } from '../vault/vault.ts';

/** Media types by file extension. Anything else is kept as plain bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  json: 'application/json',
  bin: 'application/octet-stream',
};

/** Assets as files of the vault, named by their sha256; one whose bytes have another hash counts as gone. */
export function createVaultAssetStore(vault: Vault): AssetStore {
  async function get(hash: string): Promise<Asset | undefined> {
    if (!assetHashSchema.safeParse(hash).success) return undefined;
    for (const [extension, mediaType] of Object.entries(MEDIA_TYPES)) {
      const bytes = await vault.read(pathOf(hash, extension));
      if (bytes && sha256(bytes) === hash) return { hash, mediaType, bytes };
    }
    return undefined;
  }

  return {
    async put(bytes, mediaType) {
      const hash = sha256(bytes);
      if ((await get(hash)) === undefined) await vault.write(pathOf(hash, extensionOf(mediaType)), bytes);
      return hash;
    },
    get,
    has: async (hash) => (await get(hash)) !== undefined,
  };
}

function pathOf(hash: string, extension: string): string {
  return `assets/${hash.slice(0, 2)}/${hash}.${extension}`;
}

function extensionOf(mediaType: string): string {
  const found = Object.entries(MEDIA_TYPES).find(([, known]) => known === mediaType);
  return found?.[0] ?? 'bin';
}
