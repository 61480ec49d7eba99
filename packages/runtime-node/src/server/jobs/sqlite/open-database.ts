import { dirname } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import Database from 'libsql';
import type { Reserve } from '../../../files/disk-reserve.ts';
import { isShortOfRoom, sqliteCode, storageRefusal } from './database-problem.ts';
import { migrations } from './migrations.ts';
import { type SqliteDatabase, transact } from './sqlite-database.ts';

/**
 * Opens the database, makes it when it is not there and brings it up to date. It stays locked until it is closed or
 * the process ends, however that ends: two servers never work on one queue.
 *
 * The write-ahead log is synced at every commit (`synchronous = FULL`): with `NORMAL` a commit would survive the end
 * of this process but not a power cut, and an acknowledged job is to survive both.
 *
 * @param path in a folder that is there
 * @param reserve room that it may have when the disk is full
 * @throws ProblemError `database-in-use` or `database-newer`; StorageRefused
 */
export function openDatabase(path: string, reserve: Reserve): SqliteDatabase {
  try {
    try {
      return open(path);
    } catch (error) {
      if (!isShortOfRoom(error) || !reserve.release()) throw error;
      return open(path);
    }
  } catch (error) {
    throw openProblem(error, path);
  }
}

function open(path: string): SqliteDatabase {
  const database = new Database(path, { timeout: 0 });
  try {
    setUp(database);
    migrate(database, path);
  } catch (error) {
    // Or what is held here would be in the way of a second try.
    letGo(database);
    throw error;
  }
  return database;
}

function setUp(database: SqliteDatabase): void {
  database.pragma('locking_mode = EXCLUSIVE');
  letShrink(database);
  database.pragma('journal_mode = WAL');
  database.pragma(`journal_size_limit = ${LOG_BYTES}`);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // Also what was deleted inside a page that stays.
  database.pragma('secure_delete = FAST');
}

/** Of the log between checkpoints. */
const LOG_BYTES = 4 * 2 ** 20;

/** Deleted pages can be given back to the disk, which has to be said before there is anything, or by writing it anew. */
function letShrink(database: SqliteDatabase): void {
  const canShrink = () => {
    const row = database.prepare('PRAGMA auto_vacuum').get([]);
    return (row as { auto_vacuum: number }).auto_vacuum === INCREMENTAL;
  };
  // Saying it again would write, which a full disk does not take.
  if (canShrink()) return;
  database.pragma('auto_vacuum = INCREMENTAL');
  if (canShrink()) return;
  try {
    database.exec('VACUUM');
  } catch (error) {
    // Without room for that it only does not get smaller.
    if (!isShortOfRoom(error)) throw error;
  }
}

const INCREMENTAL = 2;

/**
 * Gives the room of what was deleted back to the disk. Until then it can be read in the file, and until the log is
 * empty, there.
 */
export function compactDatabase(database: SqliteDatabase): void {
  database.exec('PRAGMA incremental_vacuum');
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all([]);
}

/**
 * Leaves one file, without a log beside it, and gives the lock back at once. Closing alone would not: the file stays
 * open until the garbage collector has taken every statement, and an exclusive log is held as long as it is there.
 */
export function closeDatabase(database: SqliteDatabase): void {
  try {
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    // A full disk takes no more; the log that stays beside the file is read at the next start.
    if (sqliteCode(error) === undefined) throw error;
  } finally {
    letGo(database);
  }
}

function letGo(database: SqliteDatabase): void {
  try {
    database.pragma('locking_mode = NORMAL');
    database.prepare('SELECT count(*) FROM sqlite_schema').get([]);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
  } finally {
    database.close();
  }
}

function migrate(database: SqliteDatabase, path: string): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get([]) as {
    user_version: number;
  };
  if (version > migrations.length) {
    throw new ProblemError({
      code: 'database-newer',
      message: `The job database '${path}' was made by a newer version of this program.`,
      remedy: 'Install that version again, or start this one with another data folder (LATENTGRAPH_HOME).',
    });
  }
  // Beginning to write takes the lock, also when there is nothing to migrate.
  transact(database, () => {
    if (version === migrations.length) return;
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function openProblem(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  if (code.startsWith('SQLITE_BUSY')) {
    return new ProblemError({
      code: 'database-in-use',
      message: `Another server works on '${dirname(path)}'.`,
      remedy: 'Use that one, end it first, or start this one with another data folder (LATENTGRAPH_HOME).',
    });
  }
  return storageRefusal(error, path) ?? error;
}
