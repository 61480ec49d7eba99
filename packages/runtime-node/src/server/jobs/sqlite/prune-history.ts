import type { Pruned, PruneLimits } from '../job-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const ENDED = `state IN ('finished', 'failed', 'cancelled')`;

/** What is kept of a job whose events are pruned: enough to show what it made and how it ended. */
const LASTING = `('output', 'warning', 'finished', 'failed', 'cancelled')`;

/** Forgets old jobs, then thins out the events of those that stay. Call it inside a transaction. */
export function pruneHistory(database: SqliteDatabase, limits: PruneLimits): Pruned {
  const forgotten = database
    .prepare(
      `DELETE FROM jobs WHERE ${ENDED} AND (ended_at < ? OR number <= (
        SELECT number FROM jobs WHERE ${ENDED} ORDER BY number DESC LIMIT 1 OFFSET ?))`,
    )
    .run([limits.jobsEndedBefore, limits.jobs]);
  const thick = database
    .prepare(
      `SELECT number, ended_at, event_bytes FROM jobs WHERE ${ENDED} AND thinned = 0 ORDER BY number DESC`,
    )
    .all([]) as { number: number; ended_at: number; event_bytes: number }[];
  let bytes = 0;
  let thinned = 0;
  for (const job of thick) {
    bytes += job.event_bytes;
    if (job.ended_at >= limits.eventsEndedBefore && bytes <= limits.eventBytes) continue;
    database.prepare(`DELETE FROM events WHERE job = ? AND type NOT IN ${LASTING}`).run([job.number]);
    database.prepare('UPDATE jobs SET thinned = 1 WHERE number = ?').run([job.number]);
    thinned += 1;
  }
  return { jobs: forgotten.changes, thinned };
}
