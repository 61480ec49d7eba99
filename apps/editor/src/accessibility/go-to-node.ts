import type { Services } from '../app/services.ts';
import { emptySelection } from '../document/selection.ts';

/** The element of a node on the canvas, where it is drawn. */
export function nodeElement(id: string): HTMLElement | null {
  return document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

/** Selects a node, brings it into view and gives it the focus. */
export function goToNode(
  { canvas, editor, views }: Pick<Services, 'canvas' | 'editor' | 'views'>,
  id: string,
): void {
  views.arrange({ mode: 'graph' });
  editor.select({ ...emptySelection, nodes: new Set([id]) });
  canvas.actions?.fit([id]);
  afterLayers(() => nodeElement(id)?.focus({ preventScroll: true }));
}

/** Gives a node the focus, which may have just come to be, and moves the view where it cannot be seen. */
export function focusNodeSoon({ canvas }: Services, id: string): void {
  afterLayers(() => {
    nodeElement(id)?.focus({ preventScroll: true });
    canvas.actions?.reveal(id);
  });
}

/** By then the view has come near a node, and the node is drawn in full. */
const ARRIVES_WITHIN_MS = 1000;

/**
 * Brings the view near a node that has the focus and gives the focus to something in it, once that can be used.
 *
 * @param find what is to have the focus; undefined while it is not there
 */
export function approach({ canvas }: Services, id: string, find: () => HTMLElement | undefined): void {
  canvas.actions?.fit([id]);
  focusOnceUsable(id, find);
}

/** Gives the focus to something in a node that has it, once that can be used: the view is coming near. */
export function focusOnceUsable(id: string, find: () => HTMLElement | undefined): void {
  const started = performance.now();
  const tryAgain = () => {
    if (document.activeElement !== nodeElement(id)) return;
    if (!giveFocus(find()) && performance.now() - started < ARRIVES_WITHIN_MS)
      requestAnimationFrame(tryAgain);
  };
  requestAnimationFrame(tryAgain);
}

/** @returns whether it has the focus now; what is not there or inert takes none */
export function giveFocus(element: HTMLElement | undefined): boolean {
  element?.focus({ preventScroll: true });
  return element !== undefined && document.activeElement === element;
}

/** A layer that closes gives back the focus it took, in a timer of its own: this comes after it. */
export function afterLayers(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then));
}
