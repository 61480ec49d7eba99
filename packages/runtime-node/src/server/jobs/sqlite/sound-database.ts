import { writeFileSync } from 'node:fs';
import { type Problem, ProblemError, problem } from '@latentgraph/graph-core';
import type { Reserve } from '../../../files/disk-reserve.ts';
import { findLogDamage, type LogDamage } from './log-check.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { repairDatabase } from './repair.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/**
 * Opens the database, looks whether the disk has kept it whole, and repairs it when not.
 *
 * @param note told of all that was found wrong
 * @throws ProblemError as `openDatabase`, except for damage
 */
export function openSoundDatabase(
  path: string,
  reserve: Reserve,
  note: (finding: Problem) => void,
): SqliteDatabase {
  const logDamage = findLogDamage(`${path}-wal`);
  const database = openUnlessDamaged(path, reserve);
  if (database && logDamage) note(keepLog(path, logDamage));
  if (database && isWhole(database)) return database;
  if (database) closeDatabase(database);
  const repaired = repairDatabase(path, reserve);
  note(repaired.finding);
  return repaired.database;
}

function openUnlessDamaged(path: string, reserve: Reserve): SqliteDatabase | undefined {
  try {
    return openDatabase(path, reserve);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'database-damaged') return undefined;
    throw error;
  }
}

/** Every page, and for jobs also that each is found by its id. Takes about a second for each 500 MB. */
function isWhole(database: SqliteDatabase): boolean {
  try {
    const answers = ['PRAGMA quick_check(1)', 'PRAGMA integrity_check(jobs)'].flatMap((check) =>
      database.prepare(check).all([]),
    ) as Record<string, string>[];
    return answers.flatMap((answer) => Object.values(answer)).every((answer) => answer === 'ok');
  } catch {
    return false;
  }
}

function keepLog(path: string, { lostTransactions, bytes }: LogDamage): Problem {
  const kept = `${path}-wal.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
  writeFileSync(kept, bytes);
  return problem({
    code: 'database-log-damaged',
    severity: 'warning',
    message: `The log of the job database '${path}' was damaged on the disk: at least ${lostTransactions} of the last changes are lost.`,
    remedy: `Look whether jobs are missing, submit them again, and check the disk. The damaged log is kept as '${kept}'.`,
  });
}
