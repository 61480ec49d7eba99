import type { Services } from '../app/services.ts';
import { emptySelection } from '../document/selection.ts';

/** The element of a node on the canvas, where it is drawn. */
export function nodeElement(id: string): HTMLElement | null {
  return document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

/** Selects a node, brings it into view and gives it the focus. */
export function goToNode({ canvas, editor, views }: Services, id: string): void {
  views.arrange({ mode: 'graph' });
  editor.select({ ...emptySelection, nodes: new Set([id]) });
  canvas.actions?.fit([id]);
  // A layer that closes gives back the focus it took, in a timer of its own: this one comes after it.
  requestAnimationFrame(() => setTimeout(() => nodeElement(id)?.focus({ preventScroll: true })));
}
