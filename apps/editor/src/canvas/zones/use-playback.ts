import { useStore } from 'zustand';
import { useRuns, useServices } from '../../app/services-context.tsx';
import { isActive } from '../../run/run-view.ts';
import type { PlaybackState } from './playback.ts';

/** Re-renders when what the selector picks of the steps of zones changes. */
export function usePlayback<Picked>(selector: (state: PlaybackState) => Picked): Picked {
  return useStore(useServices().playback.store, selector);
}

/** Whether a zone is between its first step and its last. */
export function useZoneRuns(zone: string): boolean {
  return useRuns(({ shown }) => {
    const run = shown?.zones[zone];
    return shown !== undefined && isActive(shown) && run !== undefined && run.step < run.count;
  });
}
