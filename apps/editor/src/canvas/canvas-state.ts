import type { Edge } from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Point } from './point.ts';
import type { PortRef } from './wiring/port-ref.ts';
import type { WireDrag } from './wiring/wire-drag.ts';

/** The search for a node to add, open at a point of the window. */
export interface NodeSearchRequest {
  readonly at: Point;
  /** The port that the new node is wired to: only nodes that fit are offered. */
  readonly port?: PortRef;
  /** The wire that the new node is put into. */
  readonly wire?: Edge;
}

/** What goes on at the canvas and is no part of the document: gestures under way, and how the canvas behaves. */
export interface CanvasState {
  readonly search: NodeSearchRequest | undefined;
  readonly wireDrag: WireDrag | undefined;
  /** The line that cuts wires, in graph units, while it is drawn. */
  readonly cut: readonly Point[] | undefined;
  /** The wire into which what is dragged would be put if it were dropped now. */
  readonly landing: Edge | undefined;
  /** The node whose title is being written. */
  readonly renaming: string | undefined;
  /** The node that has the focus of the keyboard, or in which something has: it is drawn in full from any distance. */
  readonly focused: string | undefined;
  readonly snap: boolean;
  readonly minimap: boolean;
}

export type CanvasStore = StoreApi<CanvasState>;

const KEPT_AS = 'latentgraph.canvas';

export function createCanvasStore(): CanvasStore {
  const store = createStore<CanvasState>(() => ({
    search: undefined,
    wireDrag: undefined,
    cut: undefined,
    landing: undefined,
    renaming: undefined,
    focused: undefined,
    snap: true,
    minimap: true,
    ...readKept(),
  }));
  store.subscribe(({ snap, minimap }, before) => {
    if (snap !== before.snap || minimap !== before.minimap) keep({ snap, minimap });
  });
  return store;
}

type Kept = Pick<CanvasState, 'snap' | 'minimap'>;

function readKept(): Partial<Kept> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const isSwitch = ([name, value]: [string, unknown]) =>
      (name === 'snap' || name === 'minimap') && typeof value === 'boolean';
    return Object.fromEntries(Object.entries(kept).filter(isSwitch));
  } catch {
    return {};
  }
}

function keep(kept: Kept): void {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing forgets the switches with the page.
  }
}
