/**
 * Puts a text on the clipboard, also for pages that came over plain http, to which browsers give no clipboard but the
 * copying of what is marked. Has to be asked for by a press of the person.
 *
 * @returns whether other pages and programs have it now
 */
export async function writeClipboard(text: string): Promise<boolean> {
  // Missing over plain http, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed: then by the older way, which asks nobody.
  }
  return copyByCommand(text);
}

/** Browsers copy only where something is marked; what is copied instead is up to whoever hears of it. */
function copyByCommand(text: string): boolean {
  const marked = document.createElement('span');
  marked.textContent = text.slice(0, 1);
  marked.style.cssText = 'position: fixed; clip-path: inset(50%); user-select: text';
  document.body.append(marked);
  const selection = getSelection();
  const before = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  selection?.selectAllChildren(marked);
  let isTaken = false;
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    isTaken = event.clipboardData !== null;
  };
  addEventListener('copy', give, { capture: true });
  document.execCommand('copy');
  removeEventListener('copy', give, { capture: true });
  selection?.removeAllRanges();
  if (before) selection?.addRange(before);
  marked.remove();
  return isTaken;
}
