import { printNote } from './terminal.ts';

/**
 * Turns the first Ctrl-C into a request to cancel. The next one has its usual effect and ends the process at
 * once: by then no listener is left.
 *
 * @returns stops listening
 */
export function onInterrupt(cancel: () => void): () => void {
  const handle = () => {
    printNote('Cancelling after this step; Ctrl-C again stops at once.');
    cancel();
  };
  process.once('SIGINT', handle);
  return () => process.off('SIGINT', handle);
}
