import type { WorkflowDocument } from '@latentgraph/graph-core';
import { fingerprintOf } from '../document/fingerprint.ts';
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
        await (await database()).put('trusted', Date.now(), fingerprintOf(document));
      } catch {
        return;
      }
    },
    async has(document) {
      try {
        return (await (await database()).getKey('trusted', fingerprintOf(document))) !== undefined;
      } catch {
        return false;
      }
    },
  };
}
