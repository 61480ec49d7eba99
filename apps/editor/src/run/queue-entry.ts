import type { RunView } from './run-view.ts';
import type { Place } from './runtimes/place.ts';
import { type AskedRun, startingView, withPicturesOf } from './starting-view.ts';

/** A run that waits or goes on. */
export interface QueueEntry {
  view: RunView;
  readonly place: Place;
  /** The runtime's id, once it has been given the run. */
  run: string | undefined;
  /** Whether it is to end: a runtime that has been asked may still refuse. */
  cancelling: 'no' | 'asked' | 'accepted';
  /** Whether the canvas has shown it. */
  wasShown: boolean;
  /** Called with the last view. */
  settle(view: RunView): void;
}

/** @param run the runtime's id of one that it was given already */
export function newEntry(
  asked: AskedRun,
  place: Place,
  { run, settle = () => undefined }: Partial<Pick<QueueEntry, 'run' | 'settle'>>,
): QueueEntry {
  return { view: startingView(asked), place, run, cancelling: 'no', wasShown: false, settle };
}

/** @param before what the canvas showed so far: nodes that wait for their turn keep their pictures */
export function show(entry: QueueEntry, before: RunView | undefined): void {
  entry.wasShown = true;
  if (before) entry.view = withPicturesOf(before, entry.view);
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
