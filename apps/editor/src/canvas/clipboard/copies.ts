import { readJson } from '@latentgraph/graph-core';
import { sha256 } from '@latentgraph/runtime-web';
import { z } from 'zod';

/** The texts of nodes that were copied in this browser, in whichever tab: pasting them brings in nothing from elsewhere. */
export interface Copies {
  remember(text: string): void;
  /** Spaces between words of the JSON make no difference. */
  has(text: string): boolean;
}

const NAME = 'latentgraph.copies';
const MOST = 100;
const hashesSchema = z.array(z.string());

/** Remembers the last copies by their hashes in the browser's local storage; where that fails, those of this page. */
export function createCopies(storage: () => Storage): Copies {
  const own = new Set<string>();

  function ofAllTabs(): readonly string[] {
    try {
      return hashesSchema.parse(JSON.parse(storage().getItem(NAME) ?? '[]'));
    } catch {
      return [];
    }
  }

  return {
    remember(text) {
      const hash = hashOf(text);
      own.add(hash);
      try {
        const others = ofAllTabs().filter((other) => other !== hash);
        storage().setItem(NAME, JSON.stringify([...others, hash].slice(-MOST)));
      } catch {
        // Blocked or full: then other tabs ask before they run what was copied here.
      }
    },
    has(text) {
      const hash = hashOf(text);
      return own.has(hash) || ofAllTabs().includes(hash);
    },
  };
}

function hashOf(text: string): string {
  const json = readJson(text);
  return sha256(new TextEncoder().encode(json.ok ? JSON.stringify(json.value) : text));
}
