import type { Services } from '../../app/services.ts';
import { unpackAssets } from '../../files/unpack-assets.ts';
import type { Point } from '../point.ts';
import { selectedItems } from '../select-items.ts';
import { isForUs, pasteAt, readClipboard } from './clipboard.ts';

type Needed = Pick<Services, 'editor' | 'canvas' | 'files' | 'assets' | 'clipboard' | 'notices'>;

/**
 * Pastes text around the pointer, or in the middle of the view; what is larger than the view is brought into it. What
 * is no part of a workflow is said to be none. What comes from elsewhere does not run before the person allows it.
 *
 * @param incoming whether the copies also get the wires that came from nodes outside
 */
export async function pasteText(services: Needed, text: string, incoming: boolean): Promise<void> {
  const { editor, canvas, files, assets, clipboard, notices } = services;
  if (!isForUs(text)) {
    notices.tell('There is nothing to paste: copy nodes, or the text of a workflow, first.');
    return;
  }
  const read = readClipboard(text);
  if (!read.ok) {
    notices.problems(read.problems);
    return;
  }
  const { fragment, workflow } = read;
  // Before anything waits: the pointer goes on.
  const place = pastePlace(services);
  const isOwn = workflow
    ? await files.isVouchedFor(await unpackAssets(workflow, { assets, notices }))
    : clipboard.copies.has(text);
  const pasted = editor.apply(pasteAt(fragment, place, incoming), { selectCreated: true });
  if (pasted.ok) canvas.actions?.fitLarge(selectedItems(editor.store.getState().selection));
  const canRun = Object.keys(fragment.nodes).length > 0;
  if (pasted.ok && canRun && !isOwn) files.restrictLastStep();
}

function pastePlace({ canvas: { actions } }: Needed): Point {
  if (!actions) return { x: 0, y: 0 };
  const pointer = actions.pointer();
  return pointer ? actions.toGraph(pointer) : actions.center();
}
