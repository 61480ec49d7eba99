import type { CancelSignal } from '@latentgraph/graph-core';

const CANCEL_INTERVAL_MS = 100;

/**
 * An `AbortController` that follows a signal which only says whether it is aborted: what waits for others may be
 * silent for long, and cannot be left to the next answer to notice that somebody cancelled.
 *
 * @returns the controller, and `stop`, to call when the waiting is over
 */
export function abortWith(signal: CancelSignal) {
  const controller = new AbortController();
  const timer = setInterval(() => {
    if (signal.aborted) controller.abort();
  }, CANCEL_INTERVAL_MS);
  return { controller, stop: () => clearInterval(timer) };
}
