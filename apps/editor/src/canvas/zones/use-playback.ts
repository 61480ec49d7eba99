import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.tsx';
import type { PlaybackState } from './playback.ts';

/** Re-renders when what the selector picks of the steps of zones changes. */
export function usePlayback<Picked>(selector: (state: PlaybackState) => Picked): Picked {
  return useStore(useServices().playback.store, selector);
}
