import { problem } from '@latentgraph/graph-core';
import type { Views } from '../app/views.ts';
import type { CanvasHandle } from '../canvas/canvas-handle.ts';
import type { Editor } from '../document/editor.ts';
import { newDocument } from '../document/new-document.ts';
import type { Notices } from '../ui/notices.ts';
import { type Assets, createAssets } from './assets.ts';
import { assetsInHistory } from './assets-in-history.ts';
import { createFiles, type Files } from './files.ts';
import { createLibrary, type Library } from './library.ts';
import { openFirst } from './open-first.ts';
import { watchPage } from './page-life.ts';
import { createDatabase, storageProblem } from './storage/database.ts';
import { createWorkflowStore } from './storage/workflow-store.ts';
import { createClaims } from './tabs/claims.ts';
import { createTabLine } from './tabs/tab-line.ts';
import { createTabNotes } from './tabs/tab-notes.ts';
import { createTrust } from './trust.ts';

/** What keeps and shares workflows. */
export interface FileServices {
  /** The open workflow as something to keep. */
  readonly files: Files;
  /** All workflows that this browser keeps. */
  readonly library: Library;
  /** Pictures that workflows name. */
  readonly assets: Assets;
  /** Opens what the page's address holds, what this tab had open, or what a newcomer sees first. Called once. */
  openFirst(): Promise<void>;
  /** Asks the tab that has a workflow open to hand it over, and opens it here. */
  takeOver(key: string): Promise<void>;
}

export interface FileServicesOptions {
  readonly editor: Editor;
  readonly views: Pick<Views, 'open'>;
  readonly notices: Notices;
  readonly canvas: CanvasHandle;
}

const HAND_OVER_MS = 4000;
/** After the first seconds, in which a page has better things to do. */
const TIDY_AFTER_MS = 20_000;

export function createFileServices({ editor, views, notices, canvas }: FileServicesOptions): FileServices {
  const database = createDatabase();
  const assets = createAssets({ database, onUnkept: (problem) => notices.problems([problem]) });
  const workflows = createWorkflowStore(database);
  const claims = createClaims(navigator.locks);
  const notes = createTabNotes(() => localStorage);
  const trust = createTrust(database);
  const openKey = (): string => files.store.getState().key;
  const onOpened = () => {
    canvas.actions?.leave();
    // The canvas shows another document one frame after the editor has it.
    requestAnimationFrame(() => requestAnimationFrame(() => canvas.actions?.open()));
  };
  const files = createFiles({ editor, views, notices, assets, workflows, claims, notes, trust, onOpened });
  const library = createLibrary({ workflows, assets, claims, openKey });
  library.keepAlso(async () => assetsInHistory(editor.store.getState().history));

  const line = createTabLine(async (key) => {
    if (key !== openKey()) return;
    const { name = 'Untitled' } = editor.document;
    if (await files.open(newDocument())) notices.tell(`“${name}” is now open in another tab.`);
  });

  return {
    files,
    library,
    assets,
    async openFirst() {
      watchPage(files, notices);
      try {
        await openFirst({ files, workflows, claims, notes, notices });
      } catch (error) {
        notices.problems([storageProblem(error)]);
      }
      setTimeout(() => void library.tidy().catch(() => undefined), TIDY_AFTER_MS);
    },
    async takeOver(key) {
      line.askFor(key);
      if (await claims.claimWithin(key, HAND_OVER_MS)) await files.openStored(key);
      else notices.problems([noAnswer]);
    },
  };
}

const noAnswer = problem({
  code: 'tab-does-not-answer',
  message: 'The other tab does not hand this workflow over.',
  remedy: 'Look whether it asks something there, or close it; or open a copy here.',
});
