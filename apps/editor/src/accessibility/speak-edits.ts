import type { History } from '@latentgraph/graph-core';
import type { Editor } from '../document/editor.ts';
import type { Notices } from '../ui/notices.ts';

/** Says what each edit did; undo and redo are told by the editor itself. */
export function speakEdits(editor: Editor, notices: Pick<Notices, 'announce'>): () => void {
  return editor.store.subscribe(({ history }, before) => {
    const label = newEdit(history, before.history);
    if (label !== undefined) notices.announce(label);
  });
}

/** The label of the edit that led from one state of the history to the next; undefined where it was none, or went on. */
export function newEdit(after: History, before: History): string | undefined {
  const step = after.past.at(-1);
  if (step === undefined || step === before.past.at(-1)) return undefined;
  const undone = after.future.length > before.future.length;
  const redone = step === before.future.at(-1);
  const wentOn = after.past.length === before.past.length && step.label === before.past.at(-1)?.label;
  return undone || redone || wentOn ? undefined : step.label;
}
