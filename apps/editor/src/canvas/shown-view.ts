import { fills, type Size } from './fit.ts';
import type { Rect } from './point.ts';
import { recallView, rememberView, type View } from './view-memory.ts';

/** What the canvas shows of the open workflow, to be found again in another workflow, in the form and after a reload. */
export interface ShownView {
  /** Remembers the view as it is now; where it is not settled yet, what was remembered stays. */
  remember(): void;
  /** Remembers the view of a workflow whose place another one takes: from now on, until `enter`, it is of neither. */
  leave(): void;
  /** The view is of the open workflow again. @returns what was last looked at of that; undefined for all of it */
  enter(): View | undefined;
}

export interface ShownViewOptions {
  /** Key of the open workflow. */
  openKey(): string;
  /** Undefined while the graph waits to be drawn, or fitted into the view. */
  view(): View | undefined;
  /** Of the canvas. */
  size(): Size;
  /** The box that the graph takes in a view; undefined where it is empty. */
  boxIn(view: View): Rect | undefined;
  readonly tab?: () => Pick<Storage, 'getItem' | 'setItem'>;
}

export function createShownView({ openKey, view, size, boxIn, tab }: ShownViewOptions): ShownView {
  let isOfOpen = true;

  function remember(): void {
    const now = isOfOpen ? view() : undefined;
    if (now === undefined) return;
    const box = boxIn(now);
    const isPart = box !== undefined && !fills(box, size());
    rememberView(openKey(), isPart ? now : undefined, tab);
  }

  return {
    remember,
    leave() {
      remember();
      isOfOpen = false;
    },
    enter() {
      isOfOpen = true;
      return recallView(openKey(), tab);
    },
  };
}
