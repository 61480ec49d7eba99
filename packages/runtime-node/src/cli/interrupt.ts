export interface Interruptible {
  /** Asks for the end, which may take a while. */
  cancel(): void;
  /** Brings the end about, at once. */
  stop(): void;
  /** Tells the person what happens now. */
  note(text: string): void;
}

/**
 * The first Ctrl-C cancels, the second stops. The third has its usual effect and ends the process: by then no listener is
 * left.
 *
 * @returns stops listening
 */
export function onInterrupt({ cancel, stop, note }: Interruptible): () => void {
  const second = () => {
    process.off('SIGINT', second);
    stop();
  };
  const first = () => {
    process.off('SIGINT', first).on('SIGINT', second);
    note('Cancelling after this step; Ctrl-C again stops at once.');
    cancel();
  };
  process.on('SIGINT', first);
  return () => process.off('SIGINT', first).off('SIGINT', second);
}
