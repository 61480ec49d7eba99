import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PictureRef } from '../run/run-view.ts';
import { type Layout, readLayout, writeLayout } from './layout-store.ts';

/** Dialogs and other layers above the canvas, of which one is open at a time; layers.tsx says what each shows. */
export type Layer =
  | { readonly kind: 'command-palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'viewer'; readonly pictures: readonly PictureRef[]; readonly index: number }
  | { readonly kind: 'compare'; readonly left: PictureRef; readonly right: PictureRef }
  | { readonly kind: 'mask-painter'; readonly node: string }
  | { readonly kind: 'templates' }
  | { readonly kind: 'recent' }
  | { readonly kind: 'open-elsewhere'; readonly key: string }
  | { readonly kind: 'file-changed'; readonly name: string }
  | { readonly kind: 'share' }
  | { readonly kind: 'export' }
  | { readonly kind: 'storage' }
  | { readonly kind: 'restricted' }
  | {
      readonly kind: 'connect-to';
      readonly node: string;
      readonly port: string;
      readonly side: 'input' | 'output';
    };

/** What the component of a layer is given. */
export interface LayerProps<Kind extends Layer['kind']> {
  readonly layer: Extract<Layer, { readonly kind: Kind }>;
  onClose(): void;
}

export interface ViewsState extends Layout {
  readonly layer: Layer | undefined;
  /** Whether the person is typing another name for the workflow. */
  readonly renaming: boolean;
}

export interface Views {
  readonly store: StoreApi<ViewsState>;
  open(layer: Layer): void;
  close(): void;
  /** Lets the person type another name where the workflow's name stands, or ends that. */
  rename(renaming: boolean): void;
  /** Changes which panels are shown; remembered for the next visit. */
  arrange(change: Partial<Layout>): void;
}

export function createViews(): Views {
  const store = createStore<ViewsState>(() => ({ ...readLayout(), layer: undefined, renaming: false }));
  return {
    store,
    open: (layer) => store.setState({ layer }),
    close: () => store.setState({ layer: undefined }),
    rename: (renaming) => store.setState({ renaming }),
    arrange(change) {
      store.setState(change);
      writeLayout(store.getState());
    },
  };
}
