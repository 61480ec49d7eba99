import { type Problem, problem, type WorkflowDocument } from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Editor } from '../document/editor.ts';
import { newKey } from '../document/new-key.ts';
import type { Notices } from '../ui/notices.ts';
import { followLastStep } from './follow-last-step.ts';
import { createKeeper, type Keeping } from './keeper.ts';
import {
  type DiskFile,
  newStoredWorkflow,
  type Origin,
  type StoredWorkflow,
} from './storage/stored-workflow.ts';
import type { WorkflowStore } from './storage/workflow-store.ts';
import type { Claims } from './tabs/claims.ts';
import type { TabNotes } from './tabs/tab-notes.ts';
import { writeSession } from './tabs/tab-session.ts';
import type { Trust } from './trust.ts';

export interface FilesState {
  /** Names the open workflow in this browser's storage. */
  readonly key: string;
  readonly keeping: Keeping;
  /** Where the open workflow, or a part of it, came from, while it may not run and nothing may be fetched for it. */
  readonly restricted: Origin | null;
  /** The file that Save writes. */
  readonly file: DiskFile | null;
  /** The document as that file holds it. */
  readonly onDisk: WorkflowDocument | null;
}

/** The open workflow as something to keep: which one it is, where it is kept, and whether it may run. */
export interface OpenWorkflow {
  readonly store: StoreApi<FilesState>;
  /**
   * Puts another workflow, which this tab has claimed, in place of the open one, which stays among the kept ones.
   *
   * @returns false, and says why, where the open one cannot be kept: then it stays open, and the claim is given up
   */
  put(document: WorkflowDocument, workflow: StoredWorkflow, state: 'untouched' | 'saved'): Promise<boolean>;
  /** Changes what is kept beside the text. */
  amend(change: Partial<StoredWorkflow>): Promise<void>;
  /** Keeps the open workflow as it is, even where nothing of it was changed. @returns whether it is kept */
  keep(): Promise<boolean>;
  /** Keeps what was changed. @returns whether nothing can be lost */
  flush(): Promise<boolean>;
  /** Lets the open workflow run and fetch what it needs. */
  allowRunning(): Promise<void>;
  /** Says that the last step brought in something from elsewhere: nothing runs until that is allowed, or undone. */
  restrictLastStep(): void;
  /** As `vouchFor`, for the open document; nothing while that may not run. */
  vouchForOpen(): Promise<void>;
  /**
   * Says that a file of the person's now holds the document.
   *
   * @param key names the workflow, which may have been left since its saving began
   */
  savedTo(key: string, file: DiskFile, document: WorkflowDocument): Promise<void>;
  /** Whether nothing is known to be lost where the page goes away now. */
  canBeLeft(): boolean;
  /** Takes the workflow's last changes down while the page goes away. */
  leave(): void;
  /** The page is shown again as it was left. */
  comeBack(): void;
}

export interface OpenWorkflowOptions {
  readonly editor: Editor;
  readonly notices: Notices;
  readonly workflows: WorkflowStore;
  readonly claims: Claims;
  readonly notes: TabNotes;
  readonly trust: Trust;
  /** Another document is in the editor now. */
  onOpened(): void;
}

export function createOpenWorkflow(options: OpenWorkflowOptions): OpenWorkflow {
  const { editor, notices, workflows, claims, notes, trust, onOpened } = options;
  const first = newStoredWorkflow(editor.document);
  const store = createStore<FilesState>(() => ({
    key: first.key,
    keeping: { state: 'untouched' },
    restricted: null,
    file: null,
    onDisk: null,
  }));
  const keeper = createKeeper(first, { editor, workflows, onKeeping, onConflict });
  let stopFollowing = () => {};

  function onKeeping(keeping: Keeping): void {
    const { keeping: before } = store.getState();
    if (keeping.state === 'failed' && before.state !== 'failed') notices.problems([keeping.problem]);
    store.setState({ keeping });
    if (keeping.state === 'saved' && before.state === 'saving') noteSession();
  }

  /** What a reload opens: the workflow as it is kept, or the document itself as long as it is not. */
  function noteSession(): void {
    const { key, keeping, restricted } = store.getState();
    const isKept = keeping.state === 'saved';
    writeSession(isKept ? { key } : { key, unkept: { text: JSON.stringify(editor.document), restricted } });
  }

  async function onConflict(): Promise<string> {
    const key = newKey();
    await claims.claim(key);
    leaveKey(store.getState().key);
    enterKey(key);
    notices.tell(
      `Another tab changed “${nameOf(editor.document)}”. This tab goes on with a copy of its own.`,
    );
    return key;
  }

  function enterKey(key: string): void {
    notes.opened(key);
    store.setState({ key });
  }

  function leaveKey(key: string): void {
    notes.closed(key);
    claims.release(key);
  }

  function setRestricted(restricted: Origin | null): Promise<void> {
    store.setState({ restricted });
    noteSession();
    return keeper.amend({ restricted });
  }

  /** What came from elsewhere does not become the person's own by being copied. */
  async function vouchUnlessRestricted(document: WorkflowDocument): Promise<void> {
    if (store.getState().restricted === null) await trust.add(document);
  }

  return {
    store,
    /** The last step of opening: from the check that nothing is lost to the switch, nothing waits. */
    async put(document, workflow, state) {
      const flushed = await keeper.flush();
      const before = store.getState();
      // Opened twice at once: the one that came first may have been changed since.
      if (workflow.key === before.key) return true;
      if (!flushed && before.onDisk !== editor.document) {
        claims.release(workflow.key);
        notices.problems([notKept(editor.document)]);
        return false;
      }
      const { key, restricted, file } = workflow;
      stopFollowing();
      keeper.adopt(document, workflow, state);
      editor.replace(document);
      onOpened();
      leaveKey(before.key);
      enterKey(key);
      store.setState({ restricted, file, onDisk: file ? document : null });
      noteSession();
      return true;
    },
    amend: (change) => keeper.amend(change),
    keep: () => keeper.keepNow(),
    flush: () => keeper.flush(),
    async allowRunning() {
      stopFollowing();
      await Promise.all([setRestricted(null), trust.add(editor.document)]);
    },
    restrictLastStep() {
      if (store.getState().restricted !== null) return;
      stopFollowing();
      stopFollowing = followLastStep(editor, (isDone) => void setRestricted(isDone ? 'paste' : null));
      void setRestricted('paste');
    },
    vouchForOpen: () => vouchUnlessRestricted(editor.document),
    async savedTo(key, file, document) {
      if (key !== store.getState().key) return workflows.amend(key, { file }).catch(() => undefined);
      store.setState({ file, onDisk: document });
      await Promise.all([keeper.amend({ file }), vouchUnlessRestricted(document)]);
    },
    canBeLeft() {
      const { keeping, onDisk } = store.getState();
      return keeper.isKept || keeping.state !== 'failed' || onDisk === editor.document;
    },
    leave() {
      const { key, restricted } = store.getState();
      notes.closed(key);
      if (keeper.isKept) return;
      noteSession();
      notes.leaveWords({ key, at: Date.now(), text: JSON.stringify(editor.document), restricted });
      void keeper.flush();
    },
    comeBack() {
      const { key } = store.getState();
      notes.opened(key);
      notes.forgetWords(key);
    },
  };
}

function nameOf({ name = 'Untitled' }: WorkflowDocument): string {
  return name;
}

function notKept(document: WorkflowDocument): Problem {
  return problem({
    code: 'workflow-not-kept',
    message: `“${nameOf(document)}” stays open, because this browser could not keep its last changes.`,
    remedy: 'Save it as a file first, then open the other one.',
  });
}
