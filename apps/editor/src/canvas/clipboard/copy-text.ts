import type { Services } from '../../app/services.ts';
import { selectionText } from './clipboard.ts';

/**
 * What is selected as text for the clipboard, remembered as copied here. What is copied out of a workflow that may not
 * run stays something from elsewhere.
 *
 * @returns undefined where nothing is selected
 */
export function copiedText({ editor, files, clipboard }: Services): string | undefined {
  const { history, selection } = editor.store.getState();
  const text = selectionText(history.document, selection);
  if (text !== undefined && files.store.getState().restricted === null) clipboard.copies.remember(text);
  return text;
}
