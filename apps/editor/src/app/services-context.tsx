import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EditorState } from '../document/editor.ts';
import type { FilesState } from '../files/open-workflow.ts';
import type { RunsState } from '../run/runs.ts';
import type { Services } from './services.ts';
import type { ViewsState } from './views.ts';

const ServicesContext = createContext<Services | undefined>(undefined);

export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('useServices is for components inside ServicesProvider.');
  return services;
}

/** Re-renders when what the selector picks changes (by identity): pick small, stable things. */
export function useEditor<Picked>(selector: (state: EditorState) => Picked): Picked {
  return useStore(useServices().editor.store, selector);
}

export function useFiles<Picked>(selector: (state: FilesState) => Picked): Picked {
  return useStore(useServices().files.store, selector);
}

export function useRuns<Picked>(selector: (state: RunsState) => Picked): Picked {
  return useStore(useServices().runs.store, selector);
}

export function useViews<Picked>(selector: (state: ViewsState) => Picked): Picked {
  return useStore(useServices().views.store, selector);
}
