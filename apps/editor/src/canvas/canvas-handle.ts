/** What the rest of the editor may ask of the canvas. */
export interface CanvasActions {
  /** Brings nodes, or all of the graph, into view. */
  fit(nodes?: readonly string[]): void;
  zoomBy(factor: number): void;
  /** The place in the graph that is in the middle of the view. */
  center(): { readonly x: number; readonly y: number };
  /** The place in the graph that is shown at a point of the window. */
  toGraph(point: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number };
}

/** Reaches the canvas while it is on the page; what is asked before that is left. */
export interface CanvasHandle {
  readonly actions: CanvasActions | undefined;
  attach(actions: CanvasActions): () => void;
}

export function createCanvasHandle(): CanvasHandle {
  let actions: CanvasActions | undefined;
  return {
    get actions() {
      return actions;
    },
    attach(given) {
      actions = given;
      return () => {
        if (actions === given) actions = undefined;
      };
    },
  };
}
