import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.tsx';
import type { RunSettings } from '../run-settings.ts';

export function useRunSettings<Picked>(selector: (settings: RunSettings) => Picked): Picked {
  return useStore(useServices().runSettings, selector);
}
