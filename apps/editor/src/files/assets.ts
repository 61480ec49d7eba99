import type { Asset } from '@latentgraph/graph-core';
import { ProblemError } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';
import { type Database, storageProblem } from './storage/database.ts';

/** Pictures and other files that workflows name by their sha256, kept by this browser. */
export interface Assets {
  /**
   * Keeps bytes and gives their name; bytes that are here already are not kept twice.
   *
   * @throws ProblemError `storage-full`, `storage-unavailable`
   */
  add(blob: Blob): Promise<string>;
  /** Undefined also where the browser's storage fails: then nothing is here. */
  get(hash: string): Promise<Asset | undefined>;
  has(hash: string): Promise<boolean>;
  /** Keeps assets that came with a document. */
  addAll(assets: readonly Asset[]): Promise<void>;
  /**
   * Forgets what no stored workflow names, once it has lain unnamed for a day: undo may still want it.
   *
   * @param named the hashes that stay
   */
  collectGarbage(named: ReadonlySet<string>): Promise<number>;
}

const GRACE_MS = 24 * 60 * 60 * 1000;

export function createAssets(database: () => Promise<Database>, now: () => number = Date.now): Assets {
  /** What could not be kept serves at least until the page closes. */
  const unkept = new Map<string, Asset>();

  async function keep(asset: Asset): Promise<void> {
    const bytes = new Uint8Array(asset.bytes);
    unkept.set(asset.hash, asset);
    await (await database()).put('assets', { ...asset, bytes, addedAt: now() });
    unkept.delete(asset.hash);
  }

  return {
    async add(blob) {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const hash = sha256(bytes);
      try {
        await keep({ hash, mediaType: blob.type || 'application/octet-stream', bytes });
      } catch (error) {
        throw new ProblemError(storageProblem(error));
      }
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
      try {
        for (const asset of assets) await keep(asset);
      } catch (error) {
        throw new ProblemError(storageProblem(error));
      }
    },
    async collectGarbage(named) {
      const transaction = (await database()).transaction('assets', 'readwrite');
      let collected = 0;
      for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
        const { hash, addedAt } = cursor.value;
        if (named.has(hash) || now() - addedAt < GRACE_MS) continue;
        await cursor.delete();
        collected += 1;
      }
      await transaction.done;
      return collected;
    },
  };
}
