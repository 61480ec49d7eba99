import { Cancelled, type CancelSignal } from '@latentgraph/graph-core';
import { abortWith } from '../abort-with.ts';

/** Signal of those who cannot be cancelled. */
export const NEVER: CancelSignal = { aborted: false };

/**
 * Does something to a file while no other tab of the site does anything to it under the same name.
 *
 * @throws Cancelled while it waits for the others
 */
export async function alone<Value>(
  name: string,
  signal: CancelSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  // Missing on plain http, where every tab has a vault of its own.
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks) return work();
  const { controller, stop } = abortWith(signal);
  try {
    const options = { signal: controller.signal };
    return (await locks.request(`latentgraph:${name}`, options, work)) as Value;
  } catch (error) {
    throw signal.aborted ? new Cancelled() : error;
  } finally {
    stop();
  }
}
