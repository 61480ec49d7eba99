import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelFile, parseJson } from '@latentgraph/runtime-core';
import { z } from 'zod';
import { writeFileAtomically } from '../files/atomic-file.ts';
import { sha256OfFile } from '../files/sha256.ts';

const entrySchema = z.object({ sizeBytes: z.number(), modifiedMs: z.number(), sha256: z.string() });
const cacheSchema = z.record(z.string(), entrySchema);
type Entry = z.infer<typeof entrySchema>;

/**
 * The sha256 of files, remembered by path, size and modification time: hashing a model of gigabytes takes many
 * seconds and would come before every run. Losing the memory costs only time.
 */
export class FileHashes {
  readonly #file: string;
  #entries: Promise<Map<string, Entry>> | undefined;
  #changed = false;

  constructor(cacheDirectory: string) {
    this.#file = join(cacheDirectory, 'file-hashes.json');
  }

  /**
   * @param file as it was listed just now
   * @param onRead hears how many bytes were read since it heard last
   */
  async of(
    directory: string,
    { path: name, sizeBytes, modifiedMs }: ModelFile,
    onRead?: (bytes: number) => void,
  ): Promise<string> {
    this.#entries ??= this.#load();
    const entries = await this.#entries;
    const path = join(directory, name);
    const known = entries.get(path);
    if (known?.sizeBytes === sizeBytes && known.modifiedMs === modifiedMs) return known.sha256;
    const sha256 = await sha256OfFile(path, onRead);
    entries.set(path, { sizeBytes, modifiedMs, sha256 });
    this.#changed = true;
    return sha256;
  }

  /** Writes down what is new. A folder that cannot be written to is no reason to fail. */
  async save(): Promise<void> {
    if (!this.#changed || !this.#entries) return;
    this.#changed = false;
    const text = JSON.stringify(Object.fromEntries(await this.#entries));
    await writeFileAtomically(this.#file, text).catch(() => undefined);
  }

  async #load(): Promise<Map<string, Entry>> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    const result = cacheSchema.safeParse(parseJson(text));
    return new Map(result.success ? Object.entries(result.data) : []);
  }
}
