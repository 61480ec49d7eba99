import { type CanvasStore, createCanvasStore } from './canvas-state.ts';
import type { Point, Rect } from './point.ts';

/** What the rest of the editor may ask of the canvas. */
export interface CanvasActions {
  /** The open workflow is about to give way to another one. */
  leave(): void;
  /** Brings the workflow that was just opened into view: the part that this tab last showed of it, or all. */
  open(): void;
  /** Brings nodes, or all of the graph, into view. */
  fit(nodes?: readonly string[]): void;
  /** Brings items into view that take more room than the view has; by the ids that React Flow knows. */
  fitLarge(items: readonly string[]): void;
  /** Brings a node so near that it can be used. What is shown at a point of the window stays there, where it can. */
  approach(node: string, at: Point): void;
  /** Moves the view to a node that is not wholly in it; the zoom stays. */
  reveal(node: string): void;
  zoomBy(factor: number): void;
  /** The place in the graph that is in the middle of the view. */
  center(): Point;
  /** The place in the graph that is shown at a point of the window. */
  toGraph(point: Point): Point;
  /** The point of the window at which a place in the graph is shown. */
  toWindow(point: Point): Point;
  /** Where the pointer last was over the canvas, in the window; undefined when it is elsewhere. */
  pointer(): Point | undefined;
  /** The box that a node takes in the graph, as it is drawn; undefined before it is. */
  boxOf(node: string): Rect | undefined;
  /** What moves along with items: what stands in the frames among them. All by the ids that React Flow knows. */
  carriedBy(items: readonly string[]): readonly string[];
  /** Lets the changes of places that an edit makes be seen as a movement. */
  glideThrough(edit: () => void): void;
}

/** Reaches the canvas while it is on the page; what is asked before that is left. */
export interface CanvasHandle {
  readonly actions: CanvasActions | undefined;
  /** Gestures under way, and how the canvas behaves. */
  readonly store: CanvasStore;
  attach(actions: CanvasActions): () => void;
}

export function createCanvasHandle(): CanvasHandle {
  let actions: CanvasActions | undefined;
  return {
    get actions() {
      return actions;
    },
    store: createCanvasStore(),
    attach(given) {
      actions = given;
      return () => {
        if (actions === given) actions = undefined;
      };
    },
  };
}
