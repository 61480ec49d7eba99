import { serializeWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';
import type { Database } from './storage/database.ts';

/** Remembers the workflows that the person made or allowed here, so that they are not asked about them again. */
export interface Trust {
  /** Pictures inside, and where they are kept, make no difference. */
  add(document: WorkflowDocument): Promise<void>;
  has(document: WorkflowDocument): Promise<boolean>;
}

/** Where the browser's storage fails nothing is remembered: the person is asked again. */
export function createTrust(database: () => Promise<Database>): Trust {
  return {
    async add(document) {
      try {
        await (await database()).put('trusted', Date.now(), hashOf(document));
      } catch {
        return;
      }
    },
    async has(document) {
      try {
        return (await (await database()).getKey('trusted', hashOf(document))) !== undefined;
      } catch {
        return false;
      }
    },
  };
}

function hashOf({ assets: _, ...document }: WorkflowDocument): string {
  return sha256(new TextEncoder().encode(serializeWorkflow(document)));
}
