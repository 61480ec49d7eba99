/**
 * Turns the first Ctrl-C into a request to cancel. The next one has its usual effect and ends the process at
 * once: by then no listener is left.
 *
 * @param note tells the person what happens now
 * @returns stops listening
 */
export function onInterrupt(cancel: () => void, note: (text: string) => void): () => void {
  const handle = () => {
    note('Cancelling after this step; Ctrl-C again stops at once.');
    cancel();
  };
  process.once('SIGINT', handle);
  return () => process.off('SIGINT', handle);
}
