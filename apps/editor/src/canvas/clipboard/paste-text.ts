import type { Services } from '../../app/services.ts';
import { isForUs, pasteAt, readClipboard } from './clipboard.ts';

/** Pastes text at the pointer, or in the middle of the view. What is no part of a workflow is said to be none. */
export function pasteText({ editor, canvas, notices }: Services, text: string, incoming: boolean): void {
  if (!isForUs(text)) {
    notices.tell('There is nothing to paste: copy nodes, or the text of a workflow, first.');
    return;
  }
  const read = readClipboard(text);
  if (!read.ok) {
    notices.problems(read.problems);
    return;
  }
  const { actions } = canvas;
  const pointer = actions?.pointer();
  const place = pointer ? actions!.toGraph(pointer) : (actions?.center() ?? { x: 0, y: 0 });
  editor.apply(pasteAt(read.fragment, place, incoming), { selectCreated: true });
}
