import type { Pruned, PruneLimits } from '../job-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const ENDED = `state IN ('finished', 'failed', 'cancelled')`;

/** What is kept of a job whose events are pruned: enough to show what it made and how it ended. */
const LASTING = `('output', 'warning', 'finished', 'failed', 'cancelled')`;

/**
 * Forgets old jobs, then thins out what belongs to those that stay. Call it inside a transaction.
 *
 * What goes by number or size goes at once. What goes by age goes into the trash first, where the clock has no say: a
 * clock that was wrong for some hours costs nothing, and jobs come back when it is right again.
 */
export function pruneHistory(database: SqliteDatabase, limits: PruneLimits): Pruned {
  const { changes } = database
    .prepare(
      `DELETE FROM jobs WHERE ${ENDED} AND number <= (
        SELECT number FROM jobs WHERE ${ENDED} ORDER BY number DESC LIMIT 1 OFFSET ?)`,
    )
    .run([limits.jobs]);
  const { trashed, emptied } = trashByAge(database, limits);
  return {
    jobs: changes + emptied,
    trashed,
    requests: dropRequests(database, limits.requestBytes),
    thinned: thinEvents(database, limits.eventBytes),
  };
}

function trashByAge(database: SqliteDatabase, { now, jobMs, trashRounds, isNewRound }: PruneLimits) {
  if (isNewRound) database.exec('UPDATE tidying SET round = round + 1');
  const { round } = database.prepare('SELECT round FROM tidying').get([]) as { round: number };
  const { newest } = database
    .prepare('SELECT max(max(submitted_at, coalesce(ended_at, 0))) AS newest FROM jobs')
    .get([]) as { newest: number | null };
  // A clock that is ahead makes nothing older than the newest job says.
  const endedBefore = Math.min(now, newest ?? now) - jobMs;
  database.prepare('UPDATE jobs SET trashed_in = NULL WHERE ended_at >= ?').run([endedBefore]);
  const trash = database.prepare(
    `UPDATE jobs SET trashed_in = ? WHERE ${ENDED} AND ended_at < ? AND trashed_in IS NULL`,
  );
  const trashed = trash.run([round, endedBefore]).changes;
  const emptied = database
    .prepare('DELETE FROM jobs WHERE trashed_in <= ?')
    .run([round - trashRounds]).changes;
  return { trashed, emptied };
}

/** Of jobs that have ended, the newest keep theirs. */
function dropRequests(database: SqliteDatabase, budgetBytes: number): number {
  return database
    .prepare(
      `DELETE FROM requests WHERE job IN (
        SELECT job FROM (
          SELECT job, sum(octet_length(body)) OVER (ORDER BY job DESC) AS total
          FROM requests JOIN jobs ON number = job WHERE ${ENDED})
        WHERE total > ?)`,
    )
    .run([budgetBytes]).changes;
}

function thinEvents(database: SqliteDatabase, budgetBytes: number): number {
  const thick = database
    .prepare(`SELECT number, event_bytes FROM jobs WHERE ${ENDED} AND thinned = 0 ORDER BY number DESC`)
    .all([]) as { number: number; event_bytes: number }[];
  let bytes = 0;
  let thinned = 0;
  for (const job of thick) {
    bytes += job.event_bytes;
    if (bytes <= budgetBytes) continue;
    database.prepare(`DELETE FROM events WHERE job = ? AND type NOT IN ${LASTING}`).run([job.number]);
    database.prepare('UPDATE jobs SET thinned = 1 WHERE number = ?').run([job.number]);
    thinned += 1;
  }
  return thinned;
}
