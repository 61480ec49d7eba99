import { type Asset, type AssetStore, assetHashSchema } from '@latentgraph/graph-core';
import { sha256 } from '../sha256.ts';
import { alone, NEVER } from '../vault/locks.ts';
import { noRoom } from '../vault/no-room.ts';
import type { Vault } from '../vault/vault.ts';
import { oldestBeyond } from './oldest-beyond.ts';

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

export interface VaultAssetStoreOptions {
  /** Above it, assets that were used longest ago are forgotten; by default none are. */
  readonly budgetBytes?: number | undefined;
  /** In milliseconds since 1970. */
  now?(): number;
}

/** Assets as files of the vault, named by their sha256; one whose bytes have another hash counts as gone. */
export function createVaultAssetStore(vault: Vault, options: VaultAssetStoreOptions = {}): VaultAssetStore {
  return new FileAssetStore(vault, options);
}

class FileAssetStore implements VaultAssetStore {
  readonly #vault: Vault;
  readonly #budgetBytes: number | undefined;
  readonly #now: () => number;
  /** When this store gave or took an asset whose bytes it found to be right. */
  readonly #usedAt = new Map<string, number>();
  #unmeasuredBytes = Number.POSITIVE_INFINITY;

  constructor(vault: Vault, { budgetBytes, now = Date.now }: VaultAssetStoreOptions) {
    this.#vault = vault;
    this.#budgetBytes = budgetBytes;
    this.#now = now;
  }

  async put(bytes: Uint8Array, mediaType: string): Promise<string> {
    const hash = sha256(bytes);
    // Of two tabs that keep the same, the second must not write over what the first may be reading.
    await alone(`asset:${hash}`, NEVER, async () => {
      if (await this.has(hash)) return;
      const torn = await this.#find(hash);
      if (torn) await this.#vault.remove(torn);
      await this.#vault.write(pathOf(hash, extensionOf(mediaType)), bytes);
    }).catch((error: unknown) => {
      throw noRoom(error, 'a picture', bytes.length);
    });
    this.#usedAt.set(hash, this.#now());
    this.#unmeasuredBytes += bytes.length;
    // What is kept is kept: a file that another tab has open goes the next time.
    await this.#keepBudget().catch(() => {});
    return hash;
  }

  async get(hash: string): Promise<Asset | undefined> {
    const path = await this.#find(hash);
    const bytes = path && (await this.#vault.read(path));
    if (!bytes || sha256(bytes) !== hash) {
      this.#usedAt.delete(hash);
      return undefined;
    }
    this.#usedAt.set(hash, this.#now());
    return { hash, mediaType: mediaTypeOf(path), bytes };
  }

  async has(hash: string): Promise<boolean> {
    // A tab that died while it wrote left a part of a file: the bytes are looked at once, afterwards the name will do.
    if (!this.#usedAt.has(hash)) return (await this.get(hash)) !== undefined;
    this.#usedAt.set(hash, this.#now());
    return (await this.#find(hash)) !== undefined;
  }

  async list(): Promise<readonly StoredAsset[]> {
    const assets: StoredAsset[] = [];
    for (const path of await this.#vault.list(FOLDER)) {
      const sizeBytes = await this.#vault.sizeOf(path);
      if (sizeBytes !== undefined)
        assets.push({ hash: hashOf(path), mediaType: mediaTypeOf(path), sizeBytes });
    }
    return assets;
  }

  async remove(hash: string): Promise<void> {
    if (!assetHashSchema.safeParse(hash).success) return;
    this.#usedAt.delete(hash);
    for (const extension of Object.keys(MEDIA_TYPES)) await this.#vault.remove(pathOf(hash, extension));
  }

  async #find(hash: string): Promise<string | undefined> {
    if (!assetHashSchema.safeParse(hash).success) return undefined;
    for (const extension of Object.keys(MEDIA_TYPES)) {
      const path = pathOf(hash, extension);
      if ((await this.#vault.sizeOf(path)) !== undefined) return path;
    }
    return undefined;
  }

  async #keepBudget(): Promise<void> {
    const budgetBytes = this.#budgetBytes;
    // Measuring asks for every file, so it is not done for every picture.
    if (budgetBytes === undefined || this.#unmeasuredBytes < budgetBytes / 20) return;
    this.#unmeasuredBytes = 0;
    const kept = (await this.list()).map(async ({ hash, mediaType, sizeBytes }) => {
      const writtenAt = (await this.#vault.writtenAt(pathOf(hash, extensionOf(mediaType)))) ?? 0;
      return { hash, sizeBytes, usedAt: Math.max(writtenAt, this.#usedAt.get(hash) ?? 0) };
    });
    for (const { hash } of oldestBeyond(await Promise.all(kept), budgetBytes, this.#now())) {
      await this.remove(hash);
    }
  }
}

function pathOf(hash: string, extension: string): string {
  return `${FOLDER}/${hash.slice(0, 2)}/${hash}.${extension}`;
}

function extensionOf(mediaType: string): string {
  const found = Object.entries(MEDIA_TYPES).find(([, known]) => known === mediaType);
  return found?.[0] ?? 'bin';
}

function hashOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
}

function mediaTypeOf(path: string): string {
  return MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
