/** Calls back again and again until it is told to stop; keeps no process alive. */
export type Heartbeat = (beat: () => void, intervalMs: number) => () => void;

export const heartbeat: Heartbeat = (beat, intervalMs) => {
  const timer = setInterval(beat, intervalMs).unref();
  return () => clearInterval(timer);
};
