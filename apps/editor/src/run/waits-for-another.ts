import type { RunView } from './run-view.ts';

/**
 * Whether a run has not begun because another one, at the same place, was asked for before it.
 *
 * @param queue the runs that wait or go on, in their order
 */
export function waitsForAnother(
  { key, place, state }: Pick<RunView, 'key' | 'place' | 'state'>,
  queue: readonly Pick<RunView, 'key' | 'place'>[],
): boolean {
  if (state !== 'queued') return false;
  const index = queue.findIndex((view) => view.key === key);
  return queue.slice(0, index).some((view) => view.place === place);
}
