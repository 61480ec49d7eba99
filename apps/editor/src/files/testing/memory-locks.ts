import type { Locks } from '../tabs/claims.ts';

/** Locks as the Web Locks specification has them, as far as claims use them; one object is one browser. */
export function createMemoryLocks(): Locks {
  const held = new Map<string, Promise<unknown>>();
  async function request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown) {
    // Browsers decide in a process of their own.
    await Promise.resolve();
    while (held.has(name)) {
      if (options.ifAvailable) return work(null);
      const given = new Promise((_, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      });
      await Promise.race([held.get(name), given]);
    }
    const working = Promise.resolve(work({ name, mode: 'exclusive' }));
    held.set(
      name,
      working.finally(() => held.delete(name)),
    );
    return working;
  }
  const query = async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] });
  return { request, query } as unknown as Locks;
}
