import type { Database } from './database.ts';
import type { StoredWorkflow } from './stored-workflow.ts';

export type Written =
  | { readonly kind: 'written'; readonly revision: number }
  /** Somebody else wrote in between: what they wrote is untouched. */
  | { readonly kind: 'conflict' };

/** The workflows that this browser keeps. Every method may reject where the browser's storage fails. */
export interface WorkflowStore {
  /**
   * Writes a workflow if its revision is still the one given (0: if it is new), and all or nothing.
   */
  write(workflow: StoredWorkflow, text: string): Promise<Written>;
  /** Changes what is kept beside the text, whoever has it open; nothing where the workflow is gone. */
  amend(key: string, change: Partial<StoredWorkflow>): Promise<void>;
  read(key: string): Promise<{ readonly workflow: StoredWorkflow; readonly text: string } | undefined>;
  /** All of them, deleted ones included; the one changed last comes first. */
  list(): Promise<readonly StoredWorkflow[]>;
  /** Takes workflows away for good. */
  erase(keys: readonly string[]): Promise<void>;
}

export function createWorkflowStore(database: () => Promise<Database>): WorkflowStore {
  return {
    async write(workflow, text) {
      const transaction = (await database()).transaction(['workflows', 'texts'], 'readwrite');
      const workflows = transaction.objectStore('workflows');
      const stored = await workflows.get(workflow.key);
      if ((stored?.revision ?? 0) !== workflow.revision) {
        await transaction.done;
        return { kind: 'conflict' };
      }
      const revision = workflow.revision + 1;
      await Promise.all([
        workflows.put({ ...workflow, revision }),
        transaction.objectStore('texts').put(text, workflow.key),
        transaction.done,
      ]);
      return { kind: 'written', revision };
    },
    async amend(key, change) {
      const transaction = (await database()).transaction('workflows', 'readwrite');
      const stored = await transaction.store.get(key);
      if (stored) await transaction.store.put({ ...stored, ...change });
      await transaction.done;
    },
    async read(key) {
      const transaction = (await database()).transaction(['workflows', 'texts']);
      const [workflow, text] = await Promise.all([
        transaction.objectStore('workflows').get(key),
        transaction.objectStore('texts').get(key),
      ]);
      return workflow && text !== undefined ? { workflow, text } : undefined;
    },
    async list() {
      const workflows = await (await database()).getAll('workflows');
      return workflows.sort((a, b) => b.changedAt - a.changedAt);
    },
    async erase(keys) {
      const transaction = (await database()).transaction(['workflows', 'texts'], 'readwrite');
      await Promise.all([
        ...keys.flatMap((key) => [
          transaction.objectStore('workflows').delete(key),
          transaction.objectStore('texts').delete(key),
        ]),
        transaction.done,
      ]);
    },
  };
}
