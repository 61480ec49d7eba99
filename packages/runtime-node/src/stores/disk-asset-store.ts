import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Asset, type AssetStore, assetHashSchema, ProblemError } from '@latentgraph/graph-core';
import { writeFileAtomically } from '../files/atomic-file.ts';
import { sha256 } from '../files/sha256.ts';
import { systemProblem } from '../files/system-problem.ts';

/** Media types by file extension. Anything else is kept as plain bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  json: 'application/json',
  bin: 'application/octet-stream',
};

/**
 * Assets as files named by their sha256, in folders by its first two digits. Files appear whole or not at all;
 * one whose bytes no longer have the hash of its name counts as gone.
 */
export function createDiskAssetStore(directory: string): AssetStore {
  async function find(hash: string): Promise<Asset | undefined> {
    if (!assetHashSchema.safeParse(hash).success) return undefined;
    for (const [extension, mediaType] of Object.entries(MEDIA_TYPES)) {
      const bytes = await readIfThere(pathOf(directory, hash, extension));
      if (bytes && sha256(bytes) === hash) return { hash, mediaType, bytes };
    }
    return undefined;
  }

  return {
    async put(bytes, mediaType) {
      const hash = sha256(bytes);
      const extension = extensionOf(mediaType);
      const path = pathOf(directory, hash, extension);
      if (!(await isThere(path, hash))) await writeFileAtomically(path, bytes);
      return hash;
    },
    get: find,
    has: async (hash) => (await find(hash)) !== undefined,
  };
}

function pathOf(directory: string, hash: string, extension: string): string {
  return join(directory, hash.slice(0, 2), `${hash}.${extension}`);
}

function extensionOf(mediaType: string): string {
  const found = Object.entries(MEDIA_TYPES).find(([, known]) => known === mediaType);
  return found?.[0] ?? 'bin';
}

/** Marks the file as new first: from then on it is too young to be collected. */
async function isThere(path: string, hash: string): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(path, now, now);
    return sha256(await readFile(path)) === hash;
  } catch {
    return false;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ProblemError(systemProblem(error, `Cannot read the asset '${path}'`));
  }
}
