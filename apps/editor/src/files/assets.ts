import { type Asset, type Problem, problem } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';
import { bytesOf } from './reading/bytes-of.ts';
import type { Database, StoredAsset } from './storage/database.ts';

/** Pictures and other files that workflows name by their sha256, kept by this browser. */
export interface Assets {
  /**
   * Keeps bytes and gives their name; bytes that are here already are not kept twice. Where the browser's storage fails
   * they serve until the page closes, and the person is told so.
   *
   * @throws ProblemError `file-unreadable`
   */
  add(blob: Blob): Promise<string>;
  /** Undefined also where the browser's storage fails: then only what was added since the page opened is here. */
  get(hash: string): Promise<Asset | undefined>;
  has(hash: string): Promise<boolean>;
  /** Keeps assets that came with a document, as `add` does. */
  addAll(assets: readonly Asset[]): Promise<void>;
  /**
   * Forgets what nothing names, a day after that was first found: what was cut may still be pasted.
   *
   * @param named the hashes that stay
   * @returns how many were forgotten
   */
  collectGarbage(named: ReadonlySet<string>): Promise<number>;
}

const GRACE_MS = 24 * 60 * 60 * 1000;

export interface AssetsOptions {
  readonly database: () => Promise<Database>;
  /** Told once what it means that the browser does not keep pictures. */
  onUnkept(problem: Problem): void;
  now?(): number;
}

export function createAssets({ database, onUnkept, now = Date.now }: AssetsOptions): Assets {
  /** What could not be kept serves at least until the page closes. */
  const unkept = new Map<string, Asset>();
  let told = false;

  async function keep(asset: Asset): Promise<void> {
    const bytes = new Uint8Array(asset.bytes);
    unkept.set(asset.hash, asset);
    try {
      await (await database()).put('assets', { ...asset, bytes });
      unkept.delete(asset.hash);
    } catch {
      if (!told) onUnkept(notKept);
      told = true;
    }
  }

  return {
    async add(blob) {
      const bytes = await bytesOf(blob);
      const hash = sha256(bytes);
      await keep({ hash, mediaType: blob.type || 'application/octet-stream', bytes });
      return hash;
    },
    async get(hash) {
      const here = unkept.get(hash);
      if (here) return here;
      try {
        return await (await database()).get('assets', hash);
      } catch {
        return undefined;
      }
    },
    async has(hash) {
      if (unkept.has(hash)) return true;
      try {
        return (await (await database()).getKey('assets', hash)) !== undefined;
      } catch {
        return false;
      }
    },
    async addAll(assets) {
      for (const asset of assets) await keep(asset);
    },
    async collectGarbage(named) {
      const transaction = (await database()).transaction('assets', 'readwrite');
      let collected = 0;
      for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
        const asset = cursor.value;
        const aged = age(asset, named.has(asset.hash), now());
        if (aged === undefined) {
          await cursor.delete();
          collected += 1;
        } else if (aged !== asset) await cursor.update(aged);
      }
      await transaction.done;
      return collected;
    },
  };
}

/** The asset as it stays: with the time since when nothing names it. Undefined where it goes. */
export function age(asset: StoredAsset, isNamed: boolean, now: number): StoredAsset | undefined {
  const { unnamedSince, ...named } = asset;
  if (isNamed) return unnamedSince === undefined ? asset : named;
  if (unnamedSince === undefined) return { ...asset, unnamedSince: now };
  return now - unnamedSince < GRACE_MS ? asset : undefined;
}

const notKept = problem({
  code: 'picture-not-kept',
  severity: 'warning',
  message: 'Pictures stay only until this page closes, because the browser does not keep them.',
  remedy: 'Before you leave, use “Export with pictures…” to have a file that holds them.',
});
