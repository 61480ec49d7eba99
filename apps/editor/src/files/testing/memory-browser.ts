import { serializeWorkflow } from '@latentgraph/graph-core';
import { vi } from 'vitest';
import { createViews } from '../../app/views.ts';
import { createEditor } from '../../document/editor.ts';
import { newDocument } from '../../document/new-document.ts';
import type { Notices } from '../../ui/notices.ts';
import { createAssets } from '../assets.ts';
import { createFiles } from '../files.ts';
import { openFirst } from '../open-first.ts';
import { createClaims, type Locks } from '../tabs/claims.ts';
import { createTabNotes } from '../tabs/tab-notes.ts';
import type { Trust } from '../trust.ts';
import { createMemoryStorage } from './memory-storage.ts';
import { createMemoryWorkflows, type MemoryWorkflows } from './memory-workflows.ts';

export type MemoryBrowser = ReturnType<typeof createMemoryBrowser>;

/**
 * A browser with one tab. What outlives a page is in memory; the page itself is made of the real parts.
 * Stubs `sessionStorage`, `location` and `fetch`: undo with `vi.unstubAllGlobals`.
 *
 * @param locks none by default, as on a page that came over plain http: then a page that goes away need not end
 */
export function createMemoryBrowser(locks?: Locks) {
  const workflows = createMemoryWorkflows();
  const local = createMemoryStorage();
  const trust = createMemoryTrust(workflows);
  vi.stubGlobal('sessionStorage', createMemoryStorage());
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('fetch', async () => Promise.reject(new Error('No examples here.')));
  return {
    ...{ workflows, trust },
    /** Loads the page for the first time or again, and opens what it finds. */
    async load() {
      const { notices, problems, told } = createHeardNotices();
      const editor = createEditor(newDocument());
      const views = createViews();
      const assets = createAssets({
        database: blockedDatabase,
        onUnkept: (problem) => notices.problems([problem]),
      });
      const claims = createClaims(locks);
      const notes = createTabNotes(() => local);
      const parts = { editor, views, notices, assets, workflows, claims, notes };
      const files = createFiles({ ...parts, trust, onOpened: () => undefined });
      await openFirst({ files, workflows, claims, notes, notices });
      return { ...parts, files, problems, told };
    },
  };
}

const blockedDatabase = () => Promise.reject(new DOMException('blocked', 'SecurityError'));

function createHeardNotices() {
  const problems: string[] = [];
  const told: string[] = [];
  const notices: Pick<Notices, 'announce' | 'tell' | 'problems'> = {
    announce: () => undefined,
    tell: (text) => void told.push(text),
    problems: (shown) => void problems.push(...shown.map(({ code }) => code)),
  };
  return { notices: notices as Notices, problems, told };
}

/** Trusts nothing while the browser keeps nothing. */
function createMemoryTrust(workflows: MemoryWorkflows): Trust {
  const trusted = new Set<string>();
  return {
    async add(document) {
      if (!workflows.blocked) trusted.add(serializeWorkflow(document));
    },
    has: async (document) => trusted.has(serializeWorkflow(document)),
  };
}
