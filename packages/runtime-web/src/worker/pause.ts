/**
 * Lets messages in, such as a cancel, without the waiting time that browsers add to timers.
 *
 * @returns a function that resolves after one turn of the event loop
 */
export function createPause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
