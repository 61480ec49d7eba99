import type { Problem, ProblemInput } from '@latentgraph/graph-core';
import { problem } from '@latentgraph/graph-core';
import type { DBSchema, IDBPDatabase } from 'idb';
import { connectTo } from './connect.ts';
import type { StoredWorkflow } from './stored-workflow.ts';

/** A picture or another file that workflows name by its sha256. */
export interface StoredAsset {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When it was first found that nothing names it, in milliseconds since 1970. */
  readonly unnamedSince?: number;
}

interface Schema extends DBSchema {
  workflows: { key: string; value: StoredWorkflow };
  /** Each workflow as JSON, by the same key: lists of workflows do not read it. */
  texts: { key: string; value: string };
  assets: { key: string; value: StoredAsset };
  /** sha256 of the texts that the person allowed to run or saved here, with the time. */
  trusted: { key: string; value: number };
}

export type Database = IDBPDatabase<Schema>;

/** The browser's database of workflows and their pictures; `storageProblem` says in words why a use of it rejected. */
export function createDatabase(): () => Promise<Database> {
  return connectTo<Schema>({
    name: 'latentgraph-editor',
    version: 1,
    upgrade(database) {
      database.createObjectStore('workflows', { keyPath: 'key' });
      database.createObjectStore('texts');
      database.createObjectStore('assets', { keyPath: 'hash' });
      database.createObjectStore('trusted');
    },
  });
}

/** Why the browser's database did not do what was asked, and what to do about it. */
export function storageProblem(error: unknown): Problem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return problem(full);
  return problem(name === '' ? unavailable : { ...unavailable, message: `${unavailable.message} (${name})` });
}

const full: ProblemInput = {
  code: 'storage-full',
  message: 'This browser has no room left for your work.',
  remedy: 'Save the workflow as a file, then delete old workflows or results to make room.',
};

const unavailable: ProblemInput = {
  code: 'storage-unavailable',
  message: 'This browser keeps nothing for this page, so your work is not saved as you go.',
  remedy:
    'Save the workflow as a file before you leave; private windows and blocked site data are usual causes.',
};
