import type { DBSchema, IDBPDatabase } from 'idb';
import { connectTo } from '../files/storage/connect.ts';
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

const connect = connectTo<Stores>({
  name: 'latentgraph-results',
  version: 1,
  upgrade(database) {
    database.createObjectStore('results', { keyPath: 'id' });
    database.createObjectStore('pictures', { keyPath: 'asset' });
    database.createObjectStore('workflows', { keyPath: 'run' });
    database.createObjectStore('serverRuns', { keyPath: 'key' });
  },
});

/**
 * The browser's database of results and runs, the same one for all who ask until the browser closes it; undefined where
 * the browser keeps nothing, as in some private windows.
 */
export function openDatabase(): Promise<EditorDatabase | undefined> {
  return connect().catch(() => undefined);
}
