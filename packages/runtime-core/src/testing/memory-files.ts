import { decodeUtf8, encodeUtf8 } from '@latentgraph/graph-core';
import type { ModelFiles } from '../model-folder/model-files.ts';

/** A model folder in memory, from texts and bytes by path. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): ModelFiles {
  const files = new Map(
    Object.entries(contents).map(([path, content]) => [
      path,
      typeof content === 'string' ? encodeUtf8(content) : content,
    ]),
  );
  const bytesOf = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`There is no file ${path}.`);
    return bytes;
  };
  return {
    list: async () => [...files].map(([path, bytes]) => ({ path, sizeBytes: bytes.length, modifiedMs: 0 })),
    readText: async (path) => decodeUtf8(bytesOf(path)).text!,
    readBytes: async (path, from, to) => bytesOf(path).slice(from, to),
  };
}
