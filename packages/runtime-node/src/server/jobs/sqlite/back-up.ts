import { renameSync, rmSync } from 'node:fs';
import type { SqliteDatabase } from './sqlite-database.ts';

/** Where the backup of a database lies: beside it. */
export function backupOf(path: string): string {
  return path.replace(/\.db$/, '.backup.db');
}

/** Keeps a copy of a database that is whole; the one before is replaced once the new one is complete. */
export function backUp(database: SqliteDatabase, path: string): void {
  const backup = backupOf(path);
  const temporary = `${backup}.tmp`;
  rmSync(temporary, { force: true });
  try {
    database.prepare('VACUUM INTO ?').run([temporary]);
    renameSync(temporary, backup);
  } finally {
    rmSync(temporary, { force: true });
  }
}
