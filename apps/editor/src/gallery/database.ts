import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ServerRun } from '../run/server-run.ts';
import type { GalleryResult, KeptPicture, KeptWorkflow } from './gallery-result.ts';

interface Stores extends DBSchema {
  /** What the gallery lists; light, all of it is read at once. */
  results: { key: string; value: GalleryResult };
  /** By asset. */
  pictures: { key: string; value: KeptPicture };
  /** By run. */
  workflows: { key: string; value: KeptWorkflow };
  serverRuns: { key: string; value: ServerRun };
}

export type EditorDatabase = IDBPDatabase<Stores>;

const NAME = 'latentgraph-results';
const VERSION = 1;

/** The browser's database of results and runs; undefined where the browser keeps nothing, as in some private windows. */
export async function openDatabase(): Promise<EditorDatabase | undefined> {
  try {
    return await openDB<Stores>(NAME, VERSION, {
      upgrade(database) {
        database.createObjectStore('results', { keyPath: 'id' });
        database.createObjectStore('pictures', { keyPath: 'asset' });
        database.createObjectStore('workflows', { keyPath: 'run' });
        database.createObjectStore('serverRuns', { keyPath: 'key' });
      },
    });
  } catch {
    return undefined;
  }
}
