import type { RunView } from './run-view.ts';
import type { Place } from './runtimes/place.ts';

/** A run that waits or goes on. */
export interface QueueEntry {
  view: RunView;
  readonly place: Place;
  /** The runtime's id, once it has been given the run. */
  run: string | undefined;
  /** Whether it is to end: a runtime that has been asked may still refuse. */
  cancelling: 'no' | 'asked' | 'accepted';
  /** Called with the last view. */
  settle(view: RunView): void;
}

/** Moves a run that waits by so many places, −1 is one earlier. Those that a runtime has been given keep their places. */
export function moved(entries: readonly QueueEntry[], key: string, by: number): readonly QueueEntry[] {
  const fixed = entries.filter(({ view }) => view.submitted);
  const waiting = entries.filter(({ view }) => !view.submitted);
  const from = waiting.findIndex(({ view }) => view.key === key);
  if (from < 0) return entries;
  const [entry] = waiting.splice(from, 1);
  waiting.splice(Math.max(0, from + by), 0, entry!);
  return [...fixed, ...waiting];
}
