import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Asset, type AssetStore, assetHashSchema, ProblemError } from '@latentgraph/graph-core';
import { writeFileAtomically } from '../files/atomic-file.ts';
import { sha256, sha256OfFile } from '../files/sha256.ts';
import { systemProblem } from '../files/system-problem.ts';

/** Media types by file extension. Anything else is kept as plain bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  json: 'application/json',
  bin: 'application/octet-stream',
};

/** Where the bytes of an asset lie. */
export interface AssetFile {
  readonly path: string;
  readonly mediaType: string;
}

export interface DiskAssetStore extends AssetStore {
  /** The file of an asset, for whoever reads it piece by piece. */
  file(hash: string): Promise<AssetFile | undefined>;
}

/**
 * Assets as files named by their sha256, in folders by its first two digits. Files appear whole or not at all;
 * one whose bytes no longer have the hash of its name counts as gone.
 */
export function createDiskAssetStore(directory: string): DiskAssetStore {
  /** The first of an asset's possible files that `look` finds something in. */
  async function find<Found>(
    hash: string,
    look: (file: AssetFile) => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    if (!assetHashSchema.safeParse(hash).success) return undefined;
    for (const [extension, mediaType] of Object.entries(MEDIA_TYPES)) {
      const found = await look({ path: pathOf(directory, hash, extension), mediaType });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async function read(hash: string, { path, mediaType }: AssetFile): Promise<Asset | undefined> {
    const bytes = await unlessGone(path, readFile(path));
    return bytes && sha256(bytes) === hash ? { hash, mediaType, bytes: new Uint8Array(bytes) } : undefined;
  }

  const file = (hash: string) =>
    find(hash, async (candidate) =>
      (await unlessGone(candidate.path, sha256OfFile(candidate.path))) === hash ? candidate : undefined,
    );

  return {
    async put(bytes, mediaType) {
      const hash = sha256(bytes);
      const extension = extensionOf(mediaType);
      const path = pathOf(directory, hash, extension);
      if (!(await isThere(path, hash))) await writeFileAtomically(path, bytes);
      return hash;
    },
    get: (hash) => find(hash, (candidate) => read(hash, candidate)),
    has: async (hash) => (await file(hash)) !== undefined,
    file,
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
    return (await sha256OfFile(path)) === hash;
  } catch {
    return false;
  }
}

/** What is read of a file; undefined when there is none. */
async function unlessGone<Read>(path: string, reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ProblemError(systemProblem(error, `Cannot read the asset '${path}'`));
  }
}
