import type { Problem, WorkflowDocument } from '@latentgraph/graph-core';
import type { Editor } from '../document/editor.ts';
import { storageProblem } from './storage/database.ts';
import { describeDocument, type StoredWorkflow } from './storage/stored-workflow.ts';
import type { WorkflowStore } from './storage/workflow-store.ts';

/** How the open document stands to what this browser keeps of it. */
export type Keeping =
  /** As it was opened, from where it can be had again: nothing of it is kept yet. */
  | { readonly state: 'untouched' }
  | { readonly state: 'unsaved' | 'saving' | 'saved' }
  /** Tried again with the next change, and from time to time. */
  | { readonly state: 'failed'; readonly problem: Problem };

export interface KeeperOptions {
  readonly editor: Pick<Editor, 'store' | 'document'>;
  readonly workflows: Pick<WorkflowStore, 'write' | 'amend'>;
  onKeeping(keeping: Keeping): void;
  /** Another tab wrote the workflow, although this one holds it: gives the key under which this tab goes on. */
  onConflict(): Promise<string>;
  now?(): number;
}

/** Keeps the open document: within half a second of every change, one write at a time. */
export interface Keeper {
  /** What is kept beside the text of the open document, as it will be written next. */
  readonly workflow: StoredWorkflow;
  /** Whether the document is as it was last kept, or as it was opened. */
  readonly isKept: boolean;
  /** Takes up another document, just before the editor does. */
  adopt(document: WorkflowDocument, workflow: StoredWorkflow, state: 'untouched' | 'saved'): void;
  /** Changes what is kept beside the text; where that fails, the next write makes up for it. */
  amend(change: Partial<StoredWorkflow>): Promise<void>;
  /** Keeps the document as it is now, even untouched. @returns whether it is kept */
  keepNow(): Promise<boolean>;
  /**
   * Keeps what was changed. A document that nobody changed has nothing to lose, kept or not.
   *
   * @returns whether nothing can be lost
   */
  flush(): Promise<boolean>;
}

const DELAY_MS = 400;
const RETRY_MS = 5000;

export function createKeeper(first: StoredWorkflow, options: KeeperOptions): Keeper {
  const { editor, workflows, onKeeping, onConflict, now = Date.now } = options;
  let workflow = first;
  let kept = editor.document;
  let keeping: Keeping = { state: 'untouched' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let writing: Promise<void> | undefined;
  /** Counts the documents taken up: what is still under way for an earlier one says nothing of this one. */
  let adopted = 0;

  function show(next: Keeping): void {
    keeping = next;
    onKeeping(next);
  }

  /** What is due sooner stays so: changes that go on do not put the write off, and a retry does not hold up a change. */
  function schedule(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (at >= dueAt) return;
    unschedule();
    dueAt = at;
    timer = setTimeout(() => {
      unschedule();
      void write();
    }, delayMs);
  }

  function unschedule(): void {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
  }

  /** One write at a time: a second caller gets the one under way. */
  function write(): Promise<void> {
    writing ??= writeOnce().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  async function writeOnce(): Promise<void> {
    const { document } = editor;
    const writtenFor = adopted;
    const described = { ...describeDocument(document), changedAt: now() };
    show({ state: 'saving' });
    try {
      // Not as files have it: a thousand nodes in sorted lines take as long as a person notices.
      const text = JSON.stringify(document);
      let written = await workflows.write({ ...workflow, ...described }, text);
      while (written.kind === 'conflict') {
        workflow = { ...workflow, key: await onConflict(), revision: 0 };
        written = await workflows.write({ ...workflow, ...described }, text);
      }
      if (writtenFor !== adopted) return;
      workflow = { ...workflow, ...described, revision: written.revision };
      kept = document;
      show({ state: editor.document === kept ? 'saved' : 'unsaved' });
      if (editor.document !== kept) schedule(DELAY_MS);
    } catch (error) {
      if (writtenFor !== adopted) return;
      show({ state: 'failed', problem: storageProblem(error) });
      schedule(RETRY_MS);
    }
  }

  async function keepNow(): Promise<boolean> {
    await writing;
    unschedule();
    do await write();
    while (editor.document !== kept && keeping.state !== 'failed');
    return keeping.state === 'saved';
  }

  editor.store.subscribe(() => {
    if (editor.document === kept) return;
    if (keeping.state === 'saved' || keeping.state === 'untouched') show({ state: 'unsaved' });
    schedule(DELAY_MS);
  });

  return {
    get workflow() {
      return workflow;
    },
    get isKept() {
      return editor.document === kept;
    },
    adopt(document, next, state) {
      clearTimeout(timer);
      timer = undefined;
      adopted += 1;
      workflow = next;
      kept = document;
      show({ state });
    },
    async amend(change) {
      const amendedFor = adopted;
      const { key } = workflow;
      workflow = { ...workflow, ...change };
      await writing;
      // The write may have gone on under another key, or another document have been taken up since.
      await workflows.amend(amendedFor === adopted ? workflow.key : key, change).catch(() => undefined);
    },
    keepNow,
    async flush() {
      await writing;
      return editor.document === kept || keepNow();
    },
  };
}
