import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import Database from 'libsql';
import { migrations } from './migrations.ts';

export type SqliteDatabase = Database.Database;

/**
 * Opens the database, makes it when it is not there and brings it up to date. It stays locked until it is closed or
 * the process ends, however that ends: two servers never work on one queue.
 *
 * The write-ahead log is synced at every commit (`synchronous = FULL`): with `NORMAL` a commit would survive the end
 * of this process but not a power cut, and an acknowledged job is to survive both.
 *
 * @throws ProblemError `database-in-use`, `database-newer` or `database-broken`
 */
export function openDatabase(path: string): SqliteDatabase {
  mkdirSync(dirname(path), { recursive: true });
  try {
    const database = new Database(path, { timeout: 0 });
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, path);
    return database;
  } catch (error) {
    throw openProblem(error, path);
  }
}

/**
 * Leaves one file, without a log beside it, and gives the lock back at once. Closing alone would not: the file stays
 * open until the garbage collector has taken every statement, and an exclusive log is held as long as it is there.
 */
export function closeDatabase(database: SqliteDatabase): void {
  database.pragma('journal_mode = DELETE');
  database.pragma('locking_mode = NORMAL');
  database.prepare('SELECT count(*) FROM sqlite_schema').get([]);
  database.close();
}

function migrate(database: SqliteDatabase, path: string): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get([]) as {
    user_version: number;
  };
  if (version > migrations.length) {
    throw new ProblemError({
      code: 'database-newer',
      message: `The job database '${path}' was made by a newer version of this program.`,
      remedy: 'Install that version again, or move the file away to begin with an empty history.',
    });
  }
  const bringUp = database.transaction((): void => {
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  // Writing also takes the lock, when there is nothing to migrate.
  bringUp.immediate();
}

function openProblem(error: unknown, path: string): unknown {
  if (error instanceof ProblemError) return error;
  const { code, message } = error as { readonly code?: string; readonly message: string };
  if (code === undefined) return error;
  if (code.startsWith('SQLITE_BUSY')) {
    return new ProblemError({
      code: 'database-in-use',
      message: `Another server works on '${dirname(path)}'.`,
      remedy: 'Use that one, end it first, or start this one with another data folder (LATENTGRAPH_HOME).',
    });
  }
  return new ProblemError({
    code: 'database-broken',
    message: `The job database '${path}' cannot be opened: ${message}.`,
    remedy: 'Restore it from a backup, or move it away to begin with an empty history.',
  });
}
