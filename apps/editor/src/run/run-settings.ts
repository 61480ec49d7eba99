import { createStore, type StoreApi } from 'zustand/vanilla';

export interface RunSettings {
  /** How many runs a click asks for, 1…MAX_COUNT. */
  readonly count: number;
  /** Whether every change of the document is run. */
  readonly live: boolean;
  /** Whether the runtime picker is open. */
  readonly choosingRuntime: boolean;
}

export const MAX_COUNT = 100;

const COUNT_KEY = 'latentgraph.run-count';

/** @param storage of the tab: a reload keeps the number of runs, another tab has its own */
export function createRunSettings(
  storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => sessionStorage,
): StoreApi<RunSettings> {
  const settings = createStore<RunSettings>(() => ({
    count: keptCount(storage),
    live: false,
    choosingRuntime: false,
  }));
  settings.subscribe(({ count }, before) => {
    if (count === before.count) return;
    try {
      storage().setItem(COUNT_KEY, String(count));
    } catch {
      // A browser that keeps nothing forgets the number with the page.
    }
  });
  return settings;
}

function keptCount(storage: () => Pick<Storage, 'getItem'>): number {
  try {
    const count = Number(storage().getItem(COUNT_KEY));
    return Number.isInteger(count) && count >= 1 && count <= MAX_COUNT ? count : 1;
  } catch {
    return 1;
  }
}
