import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Problem, problem } from '@latentgraph/graph-core';
import Database from 'libsql';
import type { Reserve } from '../../../files/disk-reserve.ts';
import { backupOf } from './back-up.ts';
import { sqliteCode } from './database-problem.ts';
import { openDatabase } from './open-database.ts';
import { Salvage } from './salvage.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/**
 * Puts a damaged database aside and makes another one in its place, of the last backup and of every job that can still
 * be read. Nothing is deleted.
 *
 * @param path of the damaged one, which is closed
 */
export function repairDatabase(
  path: string,
  reserve: Reserve,
): { database: SqliteDatabase; finding: Problem } {
  const aside = setAside(path);
  const backup = backupOf(path);
  const hasBackup = existsSync(backup);
  if (hasBackup) copyFileSync(backup, path);
  const database = openDatabase(path, reserve);
  const { read, lost } = salvage(database, aside);
  const finding = problem({
    code: 'database-repaired',
    severity: 'warning',
    message:
      `The job database '${path}' was damaged on the disk. ${read} jobs were read from it, ${lost} could not be; ` +
      (hasBackup ? 'what the last backup has of those is there again.' : 'there was no backup.'),
    remedy: `Check the disk. The damaged database is kept in '${dirname(aside)}'.`,
  });
  return { database, finding };
}

/** Copied, then deleted: SQLite may still hold the old file. */
function setAside(path: string): string {
  const folder = join(dirname(path), 'damaged', new Date().toISOString().replaceAll(':', '-'));
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, 'jobs.db');
  for (const end of ['', '-wal']) {
    if (existsSync(path + end)) copyFileSync(path + end, aside + end);
    rmSync(path + end, { force: true });
  }
  rmSync(`${path}-shm`, { force: true });
  return aside;
}

/** Reads a copy: reading a database with a log changes it. */
function salvage(database: SqliteDatabase, aside: string): { readonly read: number; readonly lost: number } {
  const copy = `${aside}.copy`;
  for (const end of ['', '-wal']) if (existsSync(aside + end)) copyFileSync(aside + end, copy + end);
  try {
    return new Salvage(database, new Database(copy)).run();
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    // Not even its first page can be read.
    return { read: 0, lost: 0 };
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
  }
}
