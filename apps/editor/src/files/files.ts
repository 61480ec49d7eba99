import { setName, type WorkflowDocument } from '@latentgraph/graph-core';
import type { Views } from '../app/views.ts';
import { newKey } from '../document/new-key.ts';
import type { Assets } from './assets.ts';
import { hearLastWords } from './hear-last-words.ts';
import { createOpenWorkflow, type OpenWorkflow, type OpenWorkflowOptions } from './open-workflow.ts';
import { readStored } from './storage/read-stored.ts';
import { type DiskFile, newStoredWorkflow, type Origin } from './storage/stored-workflow.ts';
import { unpackAssets } from './unpack-assets.ts';

export interface OpenOptions {
  /** For what comes from elsewhere: it opens restricted unless it was allowed to run before. */
  readonly from?: Origin;
  /** The file that it was read from. */
  readonly file?: DiskFile;
  /** What it is known by already, though it is not kept; this tab has claimed it. */
  readonly key?: string;
}

/** The open workflow as something to keep, and the ways to open another in its place. */
export interface Files extends Omit<OpenWorkflow, 'put' | 'amend'> {
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
  /** Remembers that a document is the person's own: a file or picture that holds it opens without questions. */
  vouchFor(document: WorkflowDocument): Promise<void>;
  isVouchedFor(document: WorkflowDocument): Promise<boolean>;
}

export interface FilesOptions extends OpenWorkflowOptions {
  readonly views: Pick<Views, 'open'>;
  readonly assets: Assets;
}

export function createFiles(options: FilesOptions): Files {
  const { views, notices, assets, workflows, claims, notes, trust } = options;
  const { put, amend, ...current } = createOpenWorkflow(options);

  return {
    ...current,
    vouchFor: (document) => trust.add(document),
    isVouchedFor: (document) => trust.has(document),

    async open(given, { from, file = null, key = newKey() } = {}) {
      const document = await unpackAssets(given, { assets, notices });
      const restricted = from === undefined || (await trust.has(document)) ? null : from;
      const workflow = { ...newStoredWorkflow(document, { restricted, file }), key };
      await claims.claim(key);
      if (!(await put(document, workflow, 'untouched'))) return false;
      if (from !== undefined) await current.keep();
      return true;
    },

    async openStored(key) {
      if (key === current.store.getState().key) return true;
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
      const opened = { openedAt: Date.now(), deletedAt: null };
      if (!(await put(document, { ...workflow, ...opened }, 'saved'))) return false;
      await amend(opened);
      return true;
    },

    async openCopyOf(key) {
      const read = await readStored(workflows, key);
      if (!read.ok) {
        notices.problems(read.problems);
        return false;
      }
      const { restricted } = read.workflow;
      const renamed = setName(`${read.document.name ?? 'Untitled'} copy`)(read.document);
      const document = renamed.ok ? renamed.document : read.document;
      const workflow = newStoredWorkflow(document, { restricted });
      await claims.claim(workflow.key);
      if (!(await put(document, workflow, 'untouched'))) return false;
      await current.keep();
      return true;
    },
  };
}
