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

export function createRunSettings(): StoreApi<RunSettings> {
  return createStore<RunSettings>(() => ({ count: 1, live: false, choosingRuntime: false }));
}
