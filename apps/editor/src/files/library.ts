import type { Assets } from './assets.ts';
import type { StoredWorkflow } from './storage/stored-workflow.ts';
import type { WorkflowStore } from './storage/workflow-store.ts';
import type { Claims } from './tabs/claims.ts';

export interface LibraryEntry extends StoredWorkflow {
  readonly openIn: 'this tab' | 'another tab' | undefined;
}

/** All workflows that this browser keeps. Methods reject where its storage fails. */
export interface Library {
  /** The one changed last comes first; those that were deleted of late are among them. */
  list(): Promise<readonly LibraryEntry[]>;
  /** Takes a workflow off the list; `restore` brings it back for a week. */
  remove(key: string): Promise<void>;
  restore(key: string): Promise<void>;
  /**
   * Forgets workflows deleted a week ago and assets that nothing names. Does nothing while other tabs have workflows
   * open: their undo may still want something.
   */
  tidy(): Promise<void>;
  /** Adds to what `tidy` leaves alone: assets that something else than a stored workflow names. */
  keepAlso(named: () => Promise<Iterable<string>>): void;
}

export interface LibraryOptions {
  readonly workflows: WorkflowStore;
  readonly assets: Assets;
  readonly claims: Claims;
  /** The workflow that this tab has open. */
  openKey(): string;
}

const KEEP_DELETED_MS = 7 * 24 * 60 * 60 * 1000;

export function createLibrary({ workflows, assets, claims, openKey }: LibraryOptions): Library {
  const alsoNamed: (() => Promise<Iterable<string>>)[] = [];
  return {
    async list() {
      const [stored, held] = await Promise.all([workflows.list(), claims.held()]);
      const openIn = (key: string) => {
        if (key === openKey()) return 'this tab';
        return held.has(key) ? 'another tab' : undefined;
      };
      return stored.map((workflow) => ({ ...workflow, openIn: openIn(workflow.key) }));
    },
    remove: (key) => workflows.amend(key, { deletedAt: Date.now() }),
    restore: (key) => workflows.amend(key, { deletedAt: null }),
    async tidy() {
      const held = await claims.held();
      if ([...held].some((key) => key !== openKey())) return;
      const stored = await workflows.list();
      const old = stored.filter(
        ({ deletedAt }) => deletedAt !== null && Date.now() - deletedAt > KEEP_DELETED_MS,
      );
      await workflows.erase(old.map(({ key }) => key));
      const kept = stored.filter((workflow) => !old.includes(workflow));
      const named = await Promise.all(alsoNamed.map((list) => list()));
      await assets.collectGarbage(
        new Set([...kept.flatMap((workflow) => workflow.assets), ...named.flatMap((list) => [...list])]),
      );
    },
    keepAlso: (named) => void alsoNamed.push(named),
  };
}
