import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface CollectOptions {
  readonly directory: string;
  /** Unused assets older than this go. */
  readonly maxAgeMs: number;
  /** When all assets together are larger, unused ones go, oldest first. */
  readonly budgetBytes: number;
  /** Younger ones stay in any case: a job that uses them may be on its way. */
  readonly minAgeMs: number;
  isUsed(hash: string): boolean;
}

export interface Collected {
  readonly removed: number;
  readonly removedBytes: number;
  readonly keptBytes: number;
}

interface StoredFile {
  readonly path: string;
  readonly hash: string | undefined;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

const ASSET_NAME = /^([0-9a-f]{64})\.\w+$/;
/** What a writer that was killed leaves behind, and what a collector that was killed had put aside. */
const LEFT_OVER = /^\..+\.(?:tmp|gone)$/;

/** Removes assets that no job in the history refers to, by age and then by total size, and what dead writers left. */
export async function collectAssets(options: CollectOptions): Promise<Collected> {
  const { maxAgeMs, budgetBytes, minAgeMs, isUsed } = options;
  const files = (await listFiles(options.directory)).sort((one, other) => one.modifiedMs - other.modifiedMs);
  // A clock that is ahead makes nothing older than the newest file says.
  const now = Math.min(Date.now(), files.at(-1)?.modifiedMs ?? 0);
  let total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let [removed, removedBytes] = [0, 0];
  for (const file of files) {
    const ageMs = now - file.modifiedMs;
    const goes = file.hash === undefined || ageMs > maxAgeMs || total > budgetBytes;
    if (ageMs < minAgeMs || !goes || (file.hash !== undefined && isUsed(file.hash))) continue;
    if (!removeUnlessNew(file, now - minAgeMs)) continue;
    removed += 1;
    removedBytes += file.sizeBytes;
    total -= file.sizeBytes;
  }
  return { removed, removedBytes, keptBytes: total };
}

/**
 * Another process may be storing the same asset at this moment: it marks the file as new, and writes it when it is not
 * there. Put aside, the file shows which of the two it was.
 */
function removeUnlessNew({ path }: StoredFile, bornBeforeMs: number): boolean {
  const aside = path.replace(/([^/\\]+)$/, '.$1.gone');
  try {
    renameSync(path, aside);
    if (statSync(aside).mtimeMs > bornBeforeMs) {
      renameSync(aside, path);
      return false;
    }
    rmSync(aside);
    return true;
  } catch {
    return false;
  }
}

async function listFiles(directory: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const folder of await readdir(directory).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of readdirSync(join(directory, folder))) {
      const hash = ASSET_NAME.exec(name)?.[1];
      if (hash === undefined && !LEFT_OVER.test(name)) continue;
      const path = join(directory, folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile()) files.push({ path, hash, sizeBytes: found.size, modifiedMs: found.mtimeMs });
    }
  }
  return files;
}
