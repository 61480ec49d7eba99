import { createStore, type StoreApi } from 'zustand/vanilla';

/** Dialogs and other layers above the canvas, of which one is open at a time. */
export type Layer = 'command-palette' | 'shortcuts';

export interface ViewsState {
  readonly layer: Layer | undefined;
}

export interface Views {
  readonly store: StoreApi<ViewsState>;
  open(layer: Layer): void;
  close(): void;
}

export function createViews(): Views {
  const store = createStore<ViewsState>(() => ({ layer: undefined }));
  return {
    store,
    open: (layer) => store.setState({ layer }),
    close: () => store.setState({ layer: undefined }),
  };
}
