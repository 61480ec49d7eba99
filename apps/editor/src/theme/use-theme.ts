import { useStore } from 'zustand';
import { useServices } from '../app/services-context.tsx';
import type { ThemeState } from './theme.ts';

export function useTheme(): ThemeState {
  return useStore(useServices().theme.store);
}
