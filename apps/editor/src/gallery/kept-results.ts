import type { EditorDatabase } from './database.ts';
import type { GalleryResult, KeptPicture, KeptWorkflow } from './gallery-result.ts';

/** Results with all that belongs to them. */
export interface KeptResults {
  readonly results: readonly GalleryResult[];
  readonly pictures: readonly KeptPicture[];
  readonly workflows: readonly KeptWorkflow[];
}

/**
 * Writes results, all of it or nothing, in place of those with the same ids.
 *
 * @throws DOMException `QuotaExceededError` where there is no room
 */
export async function keepResults(database: EditorDatabase, made: KeptResults): Promise<void> {
  const ids = new Set(made.results.map(({ id }) => id));
  await change(database, async (transaction) => {
    const stored = await transaction.objectStore('results').getAll();
    const replaced = stored.filter(({ id }) => ids.has(id));
    const others = stored.filter(({ id }) => !ids.has(id));
    for (const result of made.results) unheard(transaction.objectStore('results').put(result));
    for (const picture of made.pictures) unheard(transaction.objectStore('pictures').put(picture));
    for (const workflow of made.workflows) unheard(transaction.objectStore('workflows').put(workflow));
    dropUnused(transaction, unusedOf(replaced, [...others, ...made.results]));
  });
}

/**
 * Deletes results with what no other result needs, all of it or nothing.
 *
 * @returns what was deleted, to be kept again
 */
export async function removeResults(database: EditorDatabase, ids: readonly string[]): Promise<KeptResults> {
  return change(database, async (transaction) => {
    const stored = await transaction.objectStore('results').getAll();
    const gone = stored.filter(({ id }) => ids.includes(id));
    const unused = unusedOf(
      gone,
      stored.filter(({ id }) => !ids.includes(id)),
    );
    const copy = await copyOf(transaction, gone);
    for (const { id } of gone) unheard(transaction.objectStore('results').delete(id));
    dropUnused(transaction, unused);
    return copy;
  });
}

export interface Unused {
  /** By asset. */
  readonly pictures: readonly string[];
  /** By run. */
  readonly workflows: readonly string[];
}

/**
 * What only results that go have named.
 *
 * @param left all other results that are stored, whichever tab has made them
 */
export function unusedOf(gone: readonly GalleryResult[], left: readonly GalleryResult[]): Unused {
  const assets = new Set(left.map(({ asset }) => asset));
  const runs = new Set(left.map(({ run }) => run));
  return {
    pictures: gone.map(({ asset }) => asset).filter((asset) => !assets.has(asset)),
    workflows: gone.map(({ run }) => run).filter((run) => !runs.has(run)),
  };
}

type Transaction = ReturnType<typeof begin>;

/** Over all that results are made of: what one tab reads, no other tab changes before this one has written. */
const begin = (database: EditorDatabase) =>
  database.transaction(['results', 'pictures', 'workflows'], 'readwrite');

async function change<Value>(
  database: EditorDatabase,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  const transaction = begin(database);
  const { done } = transaction;
  try {
    const value = await work(transaction);
    await done;
    return value;
  } catch (error) {
    unheard(done);
    abort(transaction);
    throw error;
  }
}

/** One that has failed by itself is over already. */
function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    return;
  }
}

/** What goes wrong with one request goes wrong with its transaction, which says so. */
function unheard(request: Promise<unknown>): void {
  request.catch(() => undefined);
}

function dropUnused(transaction: Transaction, { pictures, workflows }: Unused): void {
  for (const asset of pictures) unheard(transaction.objectStore('pictures').delete(asset));
  for (const run of workflows) unheard(transaction.objectStore('workflows').delete(run));
}

async function copyOf(transaction: Transaction, results: readonly GalleryResult[]): Promise<KeptResults> {
  const pictures = results.map(({ asset }) => transaction.objectStore('pictures').get(asset));
  const workflows = results.map(({ run }) => transaction.objectStore('workflows').get(run));
  return {
    results,
    pictures: (await Promise.all(pictures)).filter((picture) => picture !== undefined),
    workflows: (await Promise.all(workflows)).filter((workflow) => workflow !== undefined),
  };
}
