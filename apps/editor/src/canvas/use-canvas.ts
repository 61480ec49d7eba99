import { useStore } from 'zustand';
import { useServices } from '../app/services-context.tsx';
import type { CanvasState } from './canvas-state.ts';

/** Re-renders when what the selector picks of the canvas' own state changes. */
export function useCanvas<Picked>(selector: (state: CanvasState) => Picked): Picked {
  return useStore(useServices().canvas.store, selector);
}
