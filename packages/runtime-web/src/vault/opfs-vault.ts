import { alone, NEVER } from './locks.ts';
import type { Vault } from './vault.ts';

/** How often a file is read anew that was written meanwhile. */
const READS = 5;

/**
 * Files in the origin-private file system. Works in dedicated workers only, where files can be written on at their
 * end.
 */
export function createOpfsVault(root: FileSystemDirectoryHandle): Vault {
  async function file(path: string, create: boolean): Promise<FileSystemFileHandle | undefined> {
    const { folder, name } = split(path);
    return orNothing(async () => {
      const directory = await directoryAt(root, folder, create);
      return directory.getFileHandle(name, { create });
    });
  }

  return {
    kind: 'opfs',
    async sizeOf(path) {
      const handle = await file(path, false);
      return handle && (await handle.getFile()).size;
    },
    async writtenAt(path) {
      const handle = await file(path, false);
      return handle && (await handle.getFile()).lastModified;
    },
    async read(path, from = 0, to) {
      const handle = await file(path, false);
      if (!handle) return undefined;
      for (let reads = 1; ; reads += 1) {
        try {
          return new Uint8Array(await (await handle.getFile()).slice(from, to).arrayBuffer());
        } catch (error) {
          if (reads === READS || !isNamed(error, 'NotReadableError')) throw error;
        }
      }
    },
    // A file can be open for writing once, and two tabs may keep the same picture.
    write: (path, bytes) =>
      alone(`write:${path}`, NEVER, async () => {
        const appender = await append(path, 0);
        try {
          await appender.add(bytes);
        } finally {
          await appender.close();
        }
      }),
    append,
    async remove(path) {
      const { folder, name } = split(path);
      await orNothing(async () =>
        (await directoryAt(root, folder, false)).removeEntry(name, { recursive: true }),
      );
    },
    async list(folder) {
      const directory = await orNothing(() => directoryAt(root, folder.split('/'), false));
      return directory ? filesIn(directory, folder) : [];
    },
  };

  async function append(path: string, from: number) {
    const handle = (await file(path, true))!;
    const access = await handle.createSyncAccessHandle();
    try {
      access.truncate(from);
    } catch (error) {
      access.close();
      throw error;
    }
    let end = from;
    return {
      async add(bytes: Uint8Array) {
        const written = access.write(new Uint8Array(bytes), { at: end });
        // Chromium throws nothing when there is no room, and returns its error code as a large number of bytes.
        if (written !== bytes.length) throw new DOMException('The disk is full.', 'QuotaExceededError');
        end += written;
      },
      async close() {
        try {
          access.flush();
        } finally {
          access.close();
        }
      },
    };
  }
}

function split(path: string): { readonly folder: readonly string[]; readonly name: string } {
  const parts = path.split('/');
  return { folder: parts.slice(0, -1), name: parts.at(-1)! };
}

async function directoryAt(
  root: FileSystemDirectoryHandle,
  folder: readonly string[],
  create: boolean,
): Promise<FileSystemDirectoryHandle> {
  let directory = root;
  for (const name of folder) directory = await directory.getDirectoryHandle(name, { create });
  return directory;
}

async function filesIn(directory: FileSystemDirectoryHandle, path: string): Promise<string[]> {
  const files: string[] = [];
  for await (const [name, handle] of directory.entries()) {
    if (handle.kind === 'file') files.push(`${path}/${name}`);
    else files.push(...(await filesIn(handle as FileSystemDirectoryHandle, `${path}/${name}`)));
  }
  return files.sort();
}

/** What `work` finds, or undefined where a file or folder on the way is missing. */
async function orNothing<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return undefined;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
