import type { Problem, ProblemInput } from '@latentgraph/graph-core';
import { problem } from '@latentgraph/graph-core';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { StoredWorkflow } from './stored-workflow.ts';

/** A picture or another file that workflows name by its sha256. */
export interface StoredAsset {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When it was last put here, in milliseconds since 1970. */
  readonly addedAt: number;
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

const NAME = 'latentgraph-editor';
const VERSION = 1;
/** A browser that will not open it within this time is not waited for: the page would stay empty. */
const PATIENCE_MS = 4000;

/** Opens the browser's database, once. Every use of it may reject; `storageProblem` says why in words. */
export function createDatabase(): () => Promise<Database> {
  let opening: Promise<Database> | undefined;
  return () => {
    opening ??= withinPatience(open(() => (opening = undefined))).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}

function open(onClosed: () => void): Promise<Database> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('workflows', { keyPath: 'key' });
      database.createObjectStore('texts');
      database.createObjectStore('assets', { keyPath: 'hash' });
      database.createObjectStore('trusted');
    },
    // A newer version of this page in another tab wants to change the database: this tab opens it again when it needs it.
    blocking(_, __, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}

function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DOMException('The database does not answer.', 'TimeoutError')),
      PATIENCE_MS,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
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
