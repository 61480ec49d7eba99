import type { WorkflowDocument } from '@latentgraph/graph-core';
import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Editor } from '../document/editor.ts';
import type { Selection } from '../document/selection.ts';
import { type CanvasItem, canvasItems, canvasWires, type GraphWire } from './flow-items.ts';
import { placeInDocument } from './frames/frame-items.ts';
import { glide } from './glide.ts';
import { factsOfNodes, type NodeFacts } from './node-facts.ts';
import type { Point } from './point.ts';

export interface CanvasView {
  readonly items: readonly CanvasItem[];
  readonly wires: readonly GraphWire[];
}

/**
 * What React Flow shows: derived from the document and the selection, with the sizes it measured and the places of
 * what is being dragged, which the document learns of when the drag ends.
 */
export interface CanvasModel {
  readonly store: StoreApi<CanvasView>;
  /** Follows the editor until what is returned is called. */
  start(): () => void;
  change(changes: readonly NodeChange<CanvasItem>[]): void;
  /** New places of what was dragged away from where the document has it, by React Flow's ids. */
  moved(): Readonly<Record<string, Point>>;
  /** Puts everything back to where the document has it. */
  restore(): void;
  /** Lets the changes of places that an edit makes be seen as a movement. */
  glideThrough(edit: () => void): void;
  /** Ends a movement: everything stands where it is to stand. */
  settle(): void;
}

export function createCanvasModel(editor: Editor): CanvasModel {
  let facts: ReadonlyMap<string, NodeFacts> = new Map();
  let endGlide: (() => void) | undefined;
  let glides = false;
  /** What the wires that are shown were made of. */
  let wiresSeen: readonly unknown[] = [];
  const store = createStore<CanvasView>(() => ({ items: [], wires: [] }));

  function show(document: WorkflowDocument, selection: Selection): void {
    const before = store.getState();
    settle();
    facts = factsOfNodes(document, facts);
    const items = canvasItems(document, facts, selection, before.items);
    // While a person types, nothing about wires changes.
    const seen = [document.graphs.main.edges, selection.wires, facts];
    const same = seen.every((one, index) => one === wiresSeen[index]);
    const wires = same ? before.wires : canvasWires(document, facts, selection, before.wires);
    wiresSeen = seen;
    store.setState({ items, wires });
    if (glides) endGlide = glide(before.items, items, place);
  }

  function place(at: (item: CanvasItem) => CanvasItem): void {
    store.setState(({ items }) => ({ items: items.map(at) }));
  }

  function settle(): void {
    endGlide?.();
    endGlide = undefined;
  }

  function showPresent(): void {
    const { history, selection } = editor.store.getState();
    show(history.document, selection);
  }

  showPresent();
  return {
    store,
    start() {
      showPresent();
      return editor.store.subscribe(({ history, selection }, before) => {
        if (history.document !== before.history.document || selection !== before.selection) {
          show(history.document, selection);
        }
      });
    },
    change(changes) {
      // What is dragged is told from the rest by where it stands.
      if (changes.some(({ type }) => type === 'position')) settle();
      store.setState(({ items }) => ({ items: applyNodeChanges([...changes], [...items]) }));
    },
    moved() {
      const moved: Record<string, Point> = {};
      for (const { id, position } of store.getState().items) {
        const place = placeInDocument(editor.document, id);
        if (place && (place.x !== position.x || place.y !== position.y)) moved[id] = position;
      }
      return moved;
    },
    restore: showPresent,
    glideThrough(edit) {
      glides = true;
      try {
        edit();
      } finally {
        glides = false;
      }
    },
    settle,
  };
}
