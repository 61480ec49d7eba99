import { dirname } from 'node:path';
import type { ProblemInput } from '@latentgraph/graph-core';
import { writingError } from '../../../files/folder-problem.ts';
import { systemProblem } from '../../../files/system-problem.ts';
import { StorageRefused } from '../job-problems.ts';

/** SQLite's words for what the system refused it, where the system itself says no more. */
const SYSTEM_CODES: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_FULL/, 'ENOSPC'],
  [/^SQLITE_READONLY/, 'EROFS'],
  [/^SQLITE_PERM/, 'EACCES'],
  [/^SQLITE_(?:IOERR|CANTOPEN|PROTOCOL)/, 'EIO'],
];
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/;

/** What a failure of SQLite says about the disk, if anything: a mistake in a statement, say, is a bug and stays one. */
export function storageRefusal(error: unknown, path: string): StorageRefused | undefined {
  const code = sqliteCode(error);
  if (code === undefined) return undefined;
  if (DAMAGED.test(code)) return new StorageRefused(damaged(path));
  const systemCode = SYSTEM_CODES.find(([pattern]) => pattern.test(code))?.[1];
  if (systemCode === undefined) return undefined;
  // SQLite says the same of a quota, a limit and a failing disk.
  const reason = writingError(dirname(path)) ?? Object.assign(new Error(code), { code: systemCode });
  return new StorageRefused(systemProblem(reason, cannotWrite(path)));
}

/** The disk has no room for new jobs: what is left is for cleaning up. */
export function noRoom(path: string): StorageRefused {
  return new StorageRefused(systemProblem(Object.assign(new Error(), { code: 'ENOSPC' }), cannotWrite(path)));
}

/** Whether the same may work once there is more room; a quota that is used up looks like a failing disk. */
export function isShortOfRoom(error: unknown): boolean {
  return /^SQLITE_(?:FULL|IOERR)/.test(sqliteCode(error) ?? '');
}

function cannotWrite(path: string): string {
  return `Cannot write to the job database '${path}'`;
}

/** `SQLITE_FULL` and so on; undefined for what is no failure of SQLite. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE')) return error.code;
  // The driver gives no code when a file cannot even be opened.
  return error.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : undefined;
}

function damaged(path: string): ProblemInput {
  return {
    code: 'database-damaged',
    message: `A part of the job database '${path}' cannot be read: it was damaged on the disk.`,
    remedy:
      'Stop the server and start it again: it keeps the damaged file, and goes on with all that can be read.',
  };
}
