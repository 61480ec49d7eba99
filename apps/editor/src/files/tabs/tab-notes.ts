import { z } from 'zod';
import { originSchema } from '../storage/stored-workflow.ts';

const lastWordsSchema = z.object({
  key: z.string(),
  /** In milliseconds since 1970. */
  at: z.number(),
  text: z.string(),
  /** Where it came from, while it may not run. */
  restricted: originSchema.nullable(),
});

/** The text of a workflow that a tab had no time to keep when it ended. */
export type LastWords = z.infer<typeof lastWordsSchema>;

const WORDS = 'latentgraph.last-words.';
const OPEN = 'latentgraph.open.';

/**
 * Notes about this page's tabs in the browser's local storage, which is written at once, also while a page goes away.
 * Where there is no such storage, nothing is noted.
 */
export interface TabNotes {
  /** Notes that a workflow is open, until `closed`: where no tab has it and it still stands there, its tab crashed. */
  opened(key: string): void;
  closed(key: string): void;
  /** Keys that are noted as open. */
  open(): readonly string[];
  leaveWords(words: LastWords): void;
  /** What tabs left behind. */
  words(): readonly LastWords[];
  forgetWords(key: string): void;
}

export function createTabNotes(storage: () => Storage): TabNotes {
  const set = (name: string, value: string) => attempt(() => storage().setItem(name, value));
  const remove = (name: string) => attempt(() => storage().removeItem(name));
  return {
    opened: (key) => set(OPEN + key, ''),
    closed: (key) => remove(OPEN + key),
    open: () => keysUnder(storage, OPEN),
    // Where it is too long for this storage, what the database got in time is all that is kept.
    leaveWords: (words) => set(WORDS + words.key, JSON.stringify(words)),
    words: () =>
      keysUnder(storage, WORDS).flatMap(
        (key) =>
          attempt(() => [lastWordsSchema.parse(JSON.parse(storage().getItem(WORDS + key) ?? ''))]) ?? [],
      ),
    forgetWords: (key) => remove(WORDS + key),
  };
}

function keysUnder(storage: () => Storage, prefix: string): readonly string[] {
  const names = attempt(() => Object.keys(storage())) ?? [];
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

/** Storage throws where it is blocked or full. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
