import type { EditorDatabase } from '../gallery/database.ts';
import type { ServerRun } from './server-run.ts';

/** Knows which runs go on at servers while the page is away. What the browser does not keep is forgotten with the page. */
export interface RunMemory {
  remember(run: ServerRun): Promise<void>;
  forget(key: string): Promise<void>;
  /** What no tab of this browser follows, oldest first; from now on this tab does. */
  takeUp(): Promise<readonly ServerRun[]>;
}

/** The part of the browser's database that runs are remembered in. */
type RunDatabase = Pick<EditorDatabase, 'put' | 'delete' | 'getAll'>;

/** A page that is reloaded lets go of its locks a moment after the new one has started. */
const PATIENCE_MS = 1_500;

/**
 * Keeps the list in the browser's database. Each run is followed by the tab that holds its lock, so that two tabs do
 * not announce the same end. Pages without https have no locks: there each tab follows all runs.
 *
 * @param database gives undefined where the browser keeps nothing
 */
export function createRunMemory(database: () => Promise<RunDatabase | undefined>): RunMemory {
  const locks: Pick<LockManager, 'request'> | undefined = navigator.locks;
  const releases = new Map<string, () => void>();

  function hold(key: string): Promise<boolean> {
    if (locks === undefined) return Promise.resolve(true);
    const released = new Promise<void>((release) => releases.set(key, release));
    return new Promise((resolve) => {
      const holding = locks.request(lockOf(key), { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
        resolve(true);
        return released;
      });
      // Waiting that was given up rejects.
      holding.catch(() => resolve(false));
    });
  }

  return {
    async remember(run) {
      // Asked for before other tabs can read of the run.
      void hold(run.key);
      await asFarAsKept(async () => (await database())?.put('serverRuns', run));
    },
    async forget(key) {
      await asFarAsKept(async () => (await database())?.delete('serverRuns', key));
      releases.get(key)?.();
      releases.delete(key);
    },
    async takeUp() {
      const runs = (await asFarAsKept(async () => (await database())?.getAll('serverRuns'))) ?? [];
      const held = await Promise.all(runs.map(({ key }) => hold(key)));
      return runs.filter((_, index) => held[index]).sort((a, b) => a.asked.askedAt - b.asked.askedAt);
    },
  };
}

const lockOf = (key: string) => `latentgraph-run:${key}`;

/** No run fails because its browser is full or keeps nothing. */
async function asFarAsKept<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
