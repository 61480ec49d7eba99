import { type Problem, problem, setName, type WorkflowDocument } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Views } from '../app/views.ts';
import type { Editor } from '../document/editor.ts';
import { newKey } from '../document/new-key.ts';
import type { Notices } from '../ui/notices.ts';
import type { Assets } from './assets.ts';
import { takeOutAssets } from './document-assets.ts';
import { hearLastWords } from './hear-last-words.ts';
import { createKeeper, type Keeping } from './keeper.ts';
import { readStored } from './storage/read-stored.ts';
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
  /** Where the open workflow came from, while it may not run and nothing may be fetched for it. */
  readonly restricted: Origin | null;
  /** The file that Save writes. */
  readonly file: DiskFile | null;
  /** The document as that file holds it. */
  readonly onDisk: WorkflowDocument | null;
  /** Whether the person is typing another name for the workflow. */
  readonly renaming: boolean;
}

export interface OpenOptions {
  /** For what comes from elsewhere: it opens restricted unless it was allowed to run before. */
  readonly from?: Origin;
  /** The file that it was read from. */
  readonly file?: DiskFile;
}

/** The open workflow as something to keep: which one it is, where it is kept, and what other tabs may do with it. */
export interface Files {
  readonly store: StoreApi<FilesState>;
  /**
   * Puts a document in place of the open one, which stays among the kept ones. Assets inside it go to the asset store.
   * What is of this site is kept from its first change on, what comes from elsewhere at once.
   *
   * @returns false, and says why, where the open one cannot be kept: then it stays open
   */
  open(document: WorkflowDocument, options?: OpenOptions): Promise<boolean>;
  /** Opens a workflow that this browser keeps; where another tab has it, asks the person what to do. */
  openStored(key: string): Promise<boolean>;
  /** Opens a copy of a workflow that this browser keeps, whoever has it open. */
  openCopyOf(key: string): Promise<boolean>;
  /** Keeps the open workflow as it is, even where nothing of it was changed. @returns whether it is kept */
  keep(): Promise<boolean>;
  /** Lets the person type another name where the name stands. */
  rename(): void;
  endRename(): void;
  /** Keeps what was changed. @returns whether nothing can be lost */
  flush(): Promise<boolean>;
  /** Lets the open workflow run and fetch what it needs. */
  allowRunning(): Promise<void>;
  /** Remembers that a document is the person's own: a file or picture that holds it opens without questions. */
  vouchFor(document: WorkflowDocument): Promise<void>;
  /** As `vouchFor`, for the open document; nothing while that may not run. */
  vouchForOpen(): Promise<void>;
  /**
   * Says that a file of the person's now holds the document.
   *
   * @param key names the workflow, which may have been left since its saving began
   */
  savedTo(key: string, file: DiskFile, document: WorkflowDocument): Promise<void>;
  /** Whether nothing is known to be lost where the page goes away now. */
  readonly canBeLeft: boolean;
  /** Takes the workflow's last changes down while the page goes away. */
  leave(): void;
  /** The page is shown again as it was left. */
  comeBack(): void;
}

export interface FilesOptions {
  readonly editor: Editor;
  readonly views: Pick<Views, 'open'>;
  readonly notices: Notices;
  readonly assets: Assets;
  readonly workflows: WorkflowStore;
  readonly claims: Claims;
  readonly notes: TabNotes;
  readonly trust: Trust;
  /** Another document is in the editor now. */
  onOpened(): void;
}

export function createFiles(options: FilesOptions): Files {
  const { editor, views, notices, assets, workflows, claims, notes, trust, onOpened } = options;
  const first = newStoredWorkflow(editor.document);
  const store = createStore<FilesState>(() => ({
    key: first.key,
    keeping: { state: 'untouched' },
    restricted: null,
    file: null,
    onDisk: null,
    renaming: false,
  }));
  const keeper = createKeeper(first, { editor, workflows, onKeeping, onConflict });

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

  /** What came from elsewhere does not become the person's own by being copied. */
  async function vouchUnlessRestricted(document: WorkflowDocument): Promise<void> {
    if (store.getState().restricted === null) await trust.add(document);
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

  /** The last step of opening: from the check that nothing is lost to the switch, nothing waits. */
  async function put(
    document: WorkflowDocument,
    workflow: StoredWorkflow,
    state: 'untouched' | 'saved',
  ): Promise<boolean> {
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
    keeper.adopt(document, workflow, state);
    editor.replace(document);
    onOpened();
    leaveKey(before.key);
    enterKey(key);
    store.setState({ restricted, file, onDisk: file ? document : null });
    noteSession();
    return true;
  }

  async function open(given: WorkflowDocument, { from, file }: OpenOptions = {}): Promise<boolean> {
    const { document, assets: embedded, warnings } = takeOutAssets(given, sha256);
    if (warnings.length > 0) notices.problems(warnings);
    await assets.addAll(embedded);
    const restricted = from === undefined || (await trust.has(document)) ? null : from;
    const workflow = newStoredWorkflow(document, { restricted, file: file ?? null });
    await claims.claim(workflow.key);
    if (!(await put(document, workflow, 'untouched'))) return false;
    if (from !== undefined) await keeper.keepNow();
    return true;
  }

  async function openStored(key: string): Promise<boolean> {
    if (key === store.getState().key) return true;
    if (!(await claims.claim(key))) {
      views.open({ kind: 'open-elsewhere', key });
      return false;
    }
    // The tab that had it may have ended only now.
    await hearLastWords({ notes, workflows }, (ended) => ended === key);
    const read = await readStored(workflows, key);
    if (!read.ok) {
      claims.release(key);
      notices.problems(read.problems);
      return false;
    }
    const { document, workflow } = read;
    const opened = await put(document, { ...workflow, openedAt: Date.now(), deletedAt: null }, 'saved');
    if (opened) await keeper.amend({ openedAt: Date.now(), deletedAt: null });
    return opened;
  }

  async function openCopyOf(key: string): Promise<boolean> {
    const read = await readStored(workflows, key);
    if (!read.ok) {
      notices.problems(read.problems);
      return false;
    }
    const { restricted } = read.workflow;
    const renamed = setName(`${nameOf(read.document)} copy`)(read.document);
    const document = renamed.ok ? renamed.document : read.document;
    const workflow = newStoredWorkflow(document, { restricted });
    await claims.claim(workflow.key);
    if (!(await put(document, workflow, 'untouched'))) return false;
    await keeper.keepNow();
    return true;
  }

  return {
    store,
    open,
    openStored,
    openCopyOf,
    keep: () => keeper.keepNow(),
    flush: () => keeper.flush(),
    rename: () => store.setState({ renaming: true }),
    endRename: () => store.setState({ renaming: false }),
    async allowRunning() {
      store.setState({ restricted: null });
      noteSession();
      await Promise.all([keeper.amend({ restricted: null }), trust.add(editor.document)]);
    },
    vouchFor: (document) => trust.add(document),
    vouchForOpen: () => vouchUnlessRestricted(editor.document),
    async savedTo(key, file, document) {
      if (key !== store.getState().key) return workflows.amend(key, { file }).catch(() => undefined);
      store.setState({ file, onDisk: document });
      await Promise.all([keeper.amend({ file }), vouchUnlessRestricted(document)]);
    },
    get canBeLeft() {
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
