/** Which tab may write a workflow: at most one at a time. A tab that ends, however it ends, gives up what it holds. */
export interface Claims {
  /** Whether this tab now holds the workflow; false where another tab does. */
  claim(key: string): Promise<boolean>;
  /** As `claim`, waiting for another tab to give it up, but no longer than this. */
  claimWithin(key: string, timeoutMs: number): Promise<boolean>;
  release(key: string): void;
  /** Whether `held` tells what other tabs hold. */
  readonly seesOthers: boolean;
  /** The workflows that any tab holds, this one included. */
  held(): Promise<ReadonlySet<string>>;
}

/** The part of the browser's LockManager that claims are made of. */
export type Locks = Pick<LockManager, 'request' | 'query'>;

const PREFIX = 'latentgraph-workflow:';

/**
 * Claims by the Web Locks API, which the browser itself lets go when a tab closes or crashes. Pages without https have
 * no locks: there every claim succeeds, and the store's revisions alone keep tabs from overwriting each other.
 */
export function createClaims(locks: Locks | undefined): Claims {
  /** Of what this tab holds. */
  const releases = new Map<string, () => void>();
  /** What this tab holds or asks for: whether it gets it. */
  const claimed = new Map<string, Promise<boolean>>();

  /** A lock is no second time given to the tab that has it: who claims a workflow again shares the first claim. */
  async function claim(key: string, options: LockOptions): Promise<boolean> {
    for (let first = claimed.get(key); first !== undefined; first = claimed.get(key)) {
      if (await first) return true;
    }
    const claiming = acquire(key, options).then((got) => {
      if (!got) claimed.delete(key);
      return got;
    });
    claimed.set(key, claiming);
    return claiming;
  }

  /** Resolves once it is known whether the lock was got; the lock is held until it is released. */
  function acquire(key: string, options: LockOptions): Promise<boolean> {
    if (!locks) {
      releases.set(key, () => undefined);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const holding = locks.request(PREFIX + key, options, (lock) => {
        resolve(lock !== null);
        return lock && new Promise<void>((release) => releases.set(key, release));
      });
      // Waiting that was given up rejects.
      holding.catch(() => resolve(false));
    });
  }

  return {
    seesOthers: locks !== undefined,
    claim: (key) => claim(key, { ifAvailable: true }),
    claimWithin: (key, timeoutMs) => claim(key, { signal: AbortSignal.timeout(timeoutMs) }),
    release(key) {
      const release = releases.get(key);
      if (!release) return;
      release();
      releases.delete(key);
      claimed.delete(key);
    },
    async held() {
      const names =
        (await locks?.query())?.held?.map(({ name }) => name ?? '') ??
        [...releases.keys()].map((key) => PREFIX + key);
      return new Set(
        names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)),
      );
    },
  };
}
