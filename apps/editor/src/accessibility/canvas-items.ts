import type { Services } from '../app/services.ts';
import { documentItem } from '../canvas/frames/frame-items.ts';
import { emptySelection } from '../document/selection.ts';

/** What the canvas calls the frame or note that an element is; undefined for nodes, and for what lies in a note. */
export function frameOrNoteAt(element: Element): string | undefined {
  const isOne = element.matches('.react-flow__node-frame, .react-flow__node-note');
  return isOne && element instanceof HTMLElement ? element.dataset.id : undefined;
}

/** Selects one node, frame or note, by what the canvas calls it. */
export function selectItem({ editor }: Services, item: string): void {
  const { kind, id } = documentItem(item);
  editor.select({ ...emptySelection, [`${kind}s`]: new Set([id]) });
}
