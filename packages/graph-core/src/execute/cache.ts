import type { Values } from '../definition/node-definition.ts';
import { collectedMemory, type ValueMemory } from './memory.ts';

/** Results by content key, least recently used first out. Lives across runs; one run uses it at a time. */
export interface ResultCache {
  get(key: string): Values | undefined;
  set(key: string, outputs: Values): void;
  clear(): void;
  readonly sizeBytes: number;
}

interface Entry {
  readonly outputs: Values;
  readonly sizeBytes: number;
}

/**
 * An empty cache.
 *
 * @param budgetBytes what all entries together may hold; a result larger than that is not kept
 */
export function createCache(options: {
  readonly budgetBytes: number;
  readonly memory?: ValueMemory;
}): ResultCache {
  return new LeastRecentlyUsed(options.budgetBytes, options.memory ?? collectedMemory);
}

class LeastRecentlyUsed implements ResultCache {
  readonly #budgetBytes: number;
  readonly #memory: ValueMemory;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();
  #totalBytes = 0;

  constructor(budgetBytes: number, memory: ValueMemory) {
    this.#budgetBytes = budgetBytes;
    this.#memory = memory;
  }

  get sizeBytes(): number {
    return this.#totalBytes;
  }

  get(key: string): Values | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.outputs;
  }

  set(key: string, outputs: Values): void {
    const before = this.#entries.get(key);
    if (before) this.#drop(key, before);
    const values = Object.values(outputs);
    const sizeBytes = values.reduce<number>((sum, value) => sum + this.#memory.sizeBytes(value), 0);
    if (sizeBytes > this.#budgetBytes) return;
    for (const value of values) this.#memory.retain(value);
    this.#entries.set(key, { outputs, sizeBytes });
    this.#totalBytes += sizeBytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#totalBytes <= this.#budgetBytes) break;
      this.#drop(oldest, entry);
    }
  }

  clear(): void {
    for (const [key, entry] of this.#entries) this.#drop(key, entry);
  }

  #drop(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#totalBytes -= entry.sizeBytes;
    for (const value of Object.values(entry.outputs)) this.#memory.release(value);
  }
}
