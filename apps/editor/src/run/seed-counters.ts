import { MAX_SEED } from '@latentgraph/nodes';
import { z } from 'zod';

export interface SeedCounter {
  /** The document's own value when counting began: another one starts anew. */
  readonly start: bigint;
  readonly next: bigint;
}

/** How far seeds that count up have come. */
export interface SeedCounters {
  read(name: string): SeedCounter | undefined;
  write(name: string, counter: SeedCounter): void;
}

const KEY = 'latentgraph.seed-counters';

/** The longest unused are forgotten: those seeds start anew. */
const MOST = 100;

/** JSON has no integers of 64 bits. */
const seedSchema = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(BigInt)
  .refine((seed) => seed <= MAX_SEED);

/** Latest first. */
const keptSchema = z.array(z.object({ name: z.string(), start: seedSchema, next: seedSchema }));

/**
 * Keeps the counters in the browser, which reads them anew each time: other tabs count too. Where the browser keeps
 * nothing they are forgotten with the page.
 */
export function createSeedCounters(
  storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage,
): SeedCounters {
  const unkept = new Map<string, SeedCounter>();

  function kept(): z.infer<typeof keptSchema> {
    try {
      return keptSchema.parse(JSON.parse(storage().getItem(KEY) ?? '[]'));
    } catch {
      return [];
    }
  }

  return {
    read: (name) => unkept.get(name) ?? kept().find((counter) => counter.name === name),
    write(name, { start, next }) {
      const others = kept().filter((counter) => counter.name !== name);
      const counters = [{ name, start, next }, ...others].slice(0, MOST);
      try {
        storage().setItem(KEY, JSON.stringify(counters, withSeedsAsText));
        unkept.delete(name);
      } catch {
        unkept.set(name, { start, next });
      }
    },
  };
}

function withSeedsAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
