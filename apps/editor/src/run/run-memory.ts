import type { EditorDatabase } from '../gallery/database.ts';
import type { ServerRun } from './server-run.ts';

/** Knows which runs go on at servers while the page is away. */
export interface RunMemory {
  remember(run: ServerRun): Promise<void>;
  forget(key: string): Promise<void>;
  /** What no tab of this browser follows, oldest first; from now on this tab does. */
  takeUp(): Promise<readonly ServerRun[]>;
}

/** A page that is reloaded lets go of its locks a moment after the new one has started. */
const PATIENCE_MS = 1_500;

/**
 * Keeps the list in the browser's database. Each run is followed by the tab that holds its lock, so that two tabs do
 * not announce the same end.
 *
 * @param database undefined where the browser keeps nothing: then runs are forgotten with the page
 */
export function createRunMemory(database: Promise<EditorDatabase | undefined>): RunMemory {
  const releases = new Map<string, () => void>();

  function hold(key: string): Promise<boolean> {
    return new Promise((held) => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      navigator.locks
        .request(`latentgraph-run:${key}`, { signal }, () => {
          held(true);
          return new Promise<void>((release) => releases.set(key, release));
        })
        .catch(() => held(false));
    });
  }

  return {
    async remember(run) {
      await hold(run.key);
      await (await database)?.put('serverRuns', run);
    },
    async forget(key) {
      await (await database)?.delete('serverRuns', key);
      releases.get(key)?.();
      releases.delete(key);
    },
    async takeUp() {
      const runs = (await (await database)?.getAll('serverRuns')) ?? [];
      const held = await Promise.all(runs.map(({ key }) => hold(key)));
      return runs.filter((_, index) => held[index]).sort((a, b) => a.asked.askedAt - b.asked.askedAt);
    },
  };
}
