import { type Asset, type AssetStore, assetHashSchema } from '@latentgraph/graph-core';
import { sha256 } from '../sha256.ts';
import { alone, NEVER } from '../vault/locks.ts';
import { noRoom } from '../vault/no-room.ts';
import type { Vault } from '../vault/vault.ts';

/** Media types by file extension. Anything else is kept as plain bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  json: 'application/json',
  bin: 'application/octet-stream',
};
const FOLDER = 'assets';

/** An asset as lists show it: without its bytes. */
export interface StoredAsset {
  readonly hash: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface VaultAssetStore extends AssetStore {
  list(): Promise<readonly StoredAsset[]>;
  /** What is not there is no error. */
  remove(hash: string): Promise<void>;
}

/** Assets as files of the vault, named by their sha256; one whose bytes have another hash counts as gone. */
export function createVaultAssetStore(vault: Vault): VaultAssetStore {
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
      // Of two tabs that keep the same, the second must not write over what the first may be reading.
      await alone(`asset:${hash}`, NEVER, async () => {
        if ((await get(hash)) === undefined) await vault.write(pathOf(hash, extensionOf(mediaType)), bytes);
      }).catch((error: unknown) => {
        throw noRoom(error, 'a picture', bytes.length);
      });
      return hash;
    },
    get,
    has: async (hash) => (await get(hash)) !== undefined,
    async list() {
      const assets: StoredAsset[] = [];
      for (const path of await vault.list(FOLDER)) {
        const [hash = '', extension = ''] = path.slice(path.lastIndexOf('/') + 1).split('.');
        const mediaType = MEDIA_TYPES[extension];
        const sizeBytes = await vault.sizeOf(path);
        if (mediaType && sizeBytes !== undefined) assets.push({ hash, mediaType, sizeBytes });
      }
      return assets;
    },
    async remove(hash) {
      if (!assetHashSchema.safeParse(hash).success) return;
      for (const extension of Object.keys(MEDIA_TYPES)) await vault.remove(pathOf(hash, extension));
    },
  };
}

function pathOf(hash: string, extension: string): string {
  return `${FOLDER}/${hash.slice(0, 2)}/${hash}.${extension}`;
}

function extensionOf(mediaType: string): string {
  const found = Object.entries(MEDIA_TYPES).find(([, known]) => known === mediaType);
  return found?.[0] ?? 'bin';
}
