import type { RunEvent, RunState } from '@latentgraph/graph-core';
import type { JobPage, JobQuery, JobRecord, JobRequest } from '../../job-service.ts';
import {
  isState,
  type JobRow,
  jobRecord,
  jobRow,
  type StoredEvent,
  type StoredJob,
  type StoredOutput,
  storedEvent,
  storedRequest,
  textOf,
} from './rows.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { JOB_COLUMNS, type Statements } from './statements.ts';

const PAGE_SIZE = 50;
const LARGEST_PAGE = 500;

/** Whether it can be read or not, it stands in the way of others. */
export interface FoundJob {
  readonly number: number;
  readonly row: JobRow | undefined;
}

/** Reads jobs and what belongs to them; what is damaged on the disk spoils nothing beside it. */
export class JobReader {
  readonly #database: SqliteDatabase;
  readonly #sql: Statements;

  constructor(database: SqliteDatabase, statements: Statements) {
    this.#database = database;
    this.#sql = statements;
  }

  row(id: string): JobRow | undefined {
    return readable(this.#sql.job.get([id]));
  }

  rowOfKey(jobKey: string): JobRow | undefined {
    return readable(this.#sql.jobByKey.get([jobKey]));
  }

  rowsIn(state: RunState): readonly FoundJob[] {
    return (this.#sql.jobsIn.all([state]) as StoredJob[]).map(foundJob);
  }

  /** The next that waits. */
  next(): FoundJob | undefined {
    const stored = this.#sql.nextJob.get([]) as StoredJob | undefined;
    return stored && foundJob(stored);
  }

  /** Among those that wait, from 0. */
  position({ priority, number }: JobRow): number {
    return (this.#sql.position.get([priority, priority, number]) as { count: number }).count;
  }

  job(id: string): JobRecord | undefined {
    const row = this.row(id);
    return row && this.#record(row);
  }

  request(job: number): JobRequest | undefined {
    const row = this.#sql.request.get([job]) as { readonly body: Uint8Array } | undefined;
    return row && storedRequest(row.body);
  }

  events(id: string, afterSeq: number, limit: number): readonly RunEvent[] {
    const rows = this.#sql.eventsAfter.all([id, afterSeq, limit]) as StoredEvent[];
    return rows.map((row) => storedEvent(id, row));
  }

  jobs({ search = '', state, limit = PAGE_SIZE, after }: JobQuery): JobPage {
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : (this.row(after)?.number ?? 0);
    const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20);
    const conditions = ['trashed_in IS NULL', 'number < ?', ...(state === undefined ? [] : ['state = ?'])];
    conditions.push(...words.map(() => 'instr(search, ?) > 0'));
    const found = this.#database
      .prepare(
        `SELECT ${JOB_COLUMNS} FROM jobs WHERE ${conditions.join(' AND ')} ORDER BY number DESC LIMIT ?`,
      )
      .all([before, ...(state === undefined ? [] : [state]), ...words, size + 1]) as StoredJob[];
    const page = found.slice(0, size).flatMap((stored) => jobRow(stored) ?? []);
    return {
      jobs: page.map((row) => this.#record(row)),
      next: found.length > size ? (page.at(-1)?.id ?? null) : null,
    };
  }

  counts(): Readonly<Record<RunState, number>> {
    const counts = { queued: 0, running: 0, finished: 0, failed: 0, cancelled: 0 };
    for (const row of this.#sql.counts.all([]) as { state: Uint8Array; count: number }[]) {
      const state = textOf(row.state);
      if (state !== undefined && isState(state)) counts[state] = row.count;
    }
    return counts;
  }

  waitingBytes(): number {
    return (this.#sql.waitingBytes.get([]) as { bytes: number }).bytes;
  }

  refersTo(asset: string): boolean {
    return this.#sql.reference.get([asset, asset]) !== undefined;
  }

  #record(row: JobRow): JobRecord {
    const outputs = this.#sql.outputs.all([row.number]) as StoredOutput[];
    return jobRecord(row, row.state === 'queued' ? this.position(row) : null, outputs);
  }
}

function foundJob(stored: StoredJob): FoundJob {
  return { number: stored.number, row: jobRow(stored) };
}

function readable(stored: unknown): JobRow | undefined {
  return stored === undefined ? undefined : jobRow(stored as StoredJob);
}
