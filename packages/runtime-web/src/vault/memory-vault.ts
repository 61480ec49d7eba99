import type { Vault } from './vault.ts';

/** For browsers that keep nothing for this page, as on plain http: gone with the tab. */
export function createMemoryVault(): Vault {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const times = new Map<string, number>();
  const keep = (path: string, bytes: Uint8Array<ArrayBuffer>) => {
    files.set(path, bytes);
    times.set(path, Date.now());
  };
  return {
    kind: 'memory',
    sizeOf: async (path) => files.get(path)?.length,
    writtenAt: async (path) => times.get(path),
    read: async (path, from = 0, to) => files.get(path)?.slice(from, to),
    write: async (path, bytes) => keep(path, new Uint8Array(bytes)),
    async append(path, from) {
      const parts = [(files.get(path) ?? new Uint8Array()).slice(0, from)];
      return {
        add: async (bytes) => void parts.push(new Uint8Array(bytes)),
        close: async () => keep(path, joined(parts)),
      };
    },
    async remove(path) {
      for (const file of files.keys()) {
        if (file !== path && !file.startsWith(`${path}/`)) continue;
        files.delete(file);
        times.delete(file);
      }
    },
    list: async (folder) => [...files.keys()].filter((path) => path.startsWith(`${folder}/`)),
  };
}

/** One array of several. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
