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
  /** Lets the next change of places be seen as a movement. */
  animateNextMove(): void;
}

export function createCanvasModel(editor: Editor): CanvasModel {
  let facts: ReadonlyMap<string, NodeFacts> = new Map();
  let gliding: (() => void) | undefined;
  let glideNext = false;
  const store = createStore<CanvasView>(() => ({ items: [], wires: [] }));

  function show(document: WorkflowDocument, selection: Selection): void {
    const before = store.getState();
    facts = factsOfNodes(document, facts);
    const items = canvasItems(document, facts, selection, before.items);
    const wires = canvasWires(document, facts, selection, before.wires);
    gliding?.();
    gliding = undefined;
    if (glideNext) {
      glideNext = false;
      gliding = glide(before.items, items, (placed) => store.setState({ items: placed }));
      store.setState({ wires });
    } else {
      store.setState({ items, wires });
    }
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
    animateNextMove() {
      glideNext = true;
    },
  };
}
