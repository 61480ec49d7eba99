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
 * @param budgetBytes what all entries together may hold; a result larger than that is not kept
 */
export function createCache(options: {
  readonly budgetBytes: number;
  readonly memory?: ValueMemory;
}): ResultCache {
  const { budgetBytes, memory = collectedMemory } = options;
  const entries = new Map<string, Entry>();
  let total = 0;

  function drop(key: string, entry: Entry): void {
    entries.delete(key);
    total -= entry.sizeBytes;
    for (const value of Object.values(entry.outputs)) memory.release(value);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.outputs;
    },
    set(key, outputs) {
      const before = entries.get(key);
      if (before) drop(key, before);
      const sizeBytes = Object.values(outputs).reduce<number>(
        (sum, value) => sum + memory.sizeBytes(value),
        0,
      );
      if (sizeBytes > budgetBytes) return;
      for (const value of Object.values(outputs)) memory.retain(value);
      entries.set(key, { outputs, sizeBytes });
      total += sizeBytes;
      for (const [oldest, entry] of entries) {
        if (total <= budgetBytes) break;
        drop(oldest, entry);
      }
    },
    clear() {
      for (const [key, entry] of entries) drop(key, entry);
    },
    get sizeBytes() {
      return total;
    },
  };
}
