import type { SqliteDatabase } from './sqlite-database.ts';

/** Texts as bytes; see rows.ts. */
export const JOB_COLUMNS = `number, CAST(id AS BLOB) AS id, CAST(name AS BLOB) AS name, CAST(state AS BLOB) AS state,
  priority, submitted_at, started_at, ended_at, attempts, crashes, cancelling, last_seq,
  CAST(problems AS BLOB) AS problems`;

const STATEMENTS = {
  job: `SELECT ${JOB_COLUMNS} FROM jobs WHERE id = ? AND trashed_in IS NULL`,
  jobByKey: `SELECT ${JOB_COLUMNS} FROM jobs WHERE job_key = ?`,
  jobsIn: `SELECT ${JOB_COLUMNS} FROM jobs WHERE state = ? ORDER BY number`,
  nextJob: `SELECT ${JOB_COLUMNS} FROM jobs WHERE state = 'queued' ORDER BY priority DESC, number LIMIT 1`,
  position: `SELECT count(*) AS count FROM jobs
    WHERE state = 'queued' AND (priority > ? OR (priority = ? AND number < ?))`,
  counts:
    'SELECT CAST(state AS BLOB) AS state, count(*) AS count FROM jobs WHERE trashed_in IS NULL GROUP BY jobs.state',
  waitingBytes: `SELECT coalesce(sum(octet_length(body)), 0) AS bytes FROM requests JOIN jobs ON number = job
    WHERE state = 'queued'`,
  request: 'SELECT CAST(body AS BLOB) AS body FROM requests WHERE job = ?',
  outputs: `SELECT CAST(node AS BLOB) AS node, batch_index, CAST(asset AS BLOB) AS asset,
    CAST(media_type AS BLOB) AS media_type, width_px, height_px FROM outputs WHERE job = ? ORDER BY seq`,
  eventsAfter: `SELECT seq, CAST(type AS BLOB) AS type, CAST(body AS BLOB) AS body FROM events
    WHERE job = (SELECT number FROM jobs WHERE id = ?) AND seq > ? ORDER BY seq LIMIT ?`,
  reference: `SELECT 1 FROM inputs WHERE asset = ? UNION ALL SELECT 1 FROM outputs WHERE asset = ? LIMIT 1`,

  addJob: `INSERT INTO jobs (id, job_key, name, state, priority, submitted_at, search)
    VALUES (?, ?, ?, 'queued', ?, ?, ?)`,
  addRequest: 'INSERT INTO requests (job, body) VALUES (?, ?)',
  addInput: 'INSERT INTO inputs (job, asset) VALUES (?, ?)',
  addEvent: 'INSERT INTO events (job, seq, type, body) VALUES (?, ?, ?, ?)',
  addOutput: `INSERT INTO outputs (job, seq, node, batch_index, asset, media_type, width_px, height_px)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  dropOutputs: 'DELETE FROM outputs WHERE job = ?',
  start: `UPDATE jobs SET state = 'running', started_at = ?, attempts = attempts + 1 WHERE number = ?`,
  putBack: `UPDATE jobs SET state = 'queued', started_at = NULL WHERE number = ?`,
  crash: 'UPDATE jobs SET crashes = crashes + 1 WHERE id = ?',
  cancel: 'UPDATE jobs SET cancelling = 1 WHERE id = ?',
  count: 'UPDATE jobs SET last_seq = ?, event_bytes = event_bytes + ? WHERE number = ?',
  end: `UPDATE jobs SET state = ?, ended_at = ?, problems = ?, search = search || ? WHERE number = ?`,
  giveUp: `UPDATE jobs SET state = 'failed', ended_at = ? WHERE number = ?`,
  remove: 'DELETE FROM jobs WHERE id = ?',
} as const;

export type Statements = Readonly<Record<keyof typeof STATEMENTS, ReturnType<SqliteDatabase['prepare']>>>;

/** Every statement of the queue, compiled once. */
export function prepareStatements(database: SqliteDatabase): Statements {
  const entries = Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]);
  return Object.fromEntries(entries) as Statements;
}
