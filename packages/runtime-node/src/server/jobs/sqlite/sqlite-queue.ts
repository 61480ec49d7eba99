import {
  endsRun,
  type Problem,
  ProblemError,
  type RunEvent,
  type RunEventBody,
  type RunState,
} from '@latentgraph/graph-core';
import type { JobPage, JobQuery, JobRecord, JobRequest } from '../../job-service.ts';
import type { JobQueue, NewJob, Pruned, PruneLimits, TakenJob } from '../job-queue.ts';
import { assetsNamedIn, searchText } from '../request-text.ts';
import { closeDatabase, openDatabase, type SqliteDatabase } from './open-database.ts';
import { pruneHistory } from './prune-history.ts';
import { type EventRow, type JobRow, jobRecord, type OutputRow, storedEvent } from './rows.ts';
import { prepareStatements, type Statements } from './statements.ts';

const PAGE_SIZE = 50;
const LARGEST_PAGE = 500;

/** @throws ProblemError `database-in-use`, `database-newer` or `database-broken` */
export function openSqliteQueue(path: string): JobQueue {
  return new SqliteQueue(openDatabase(path));
}

class SqliteQueue implements JobQueue {
  readonly #database: SqliteDatabase;
  readonly #sql: Statements;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#sql = prepareStatements(database);
  }

  submit({ id, request, text, submittedAt }: NewJob, limit: number): string {
    const { jobKey = null, priority = 0, document } = request;
    return this.#write(() => {
      const known = jobKey === null ? undefined : (this.#sql.jobByKey.get([jobKey]) as JobRow | undefined);
      if (known) return known.id;
      if (this.counts().queued >= limit) throw queueFull(limit);
      const name = document.name ?? null;
      const search = searchText(request);
      const { lastInsertRowid } = this.#sql.addJob.run([id, jobKey, name, priority, submittedAt, search]);
      const number = Number(lastInsertRowid);
      this.#sql.addRequest.run([number, text]);
      for (const asset of assetsNamedIn(request)) this.#sql.addInput.run([number, asset]);
      const job = this.#row(id)!;
      this.#append(job, [{ type: 'queued', position: this.#position(job) ?? 0 }]);
      return id;
    });
  }

  take(): TakenJob | undefined {
    return this.#write(() => {
      const next = this.#sql.nextJob.get([]) as JobRow | undefined;
      if (!next) return undefined;
      const startedAt = Date.now();
      this.#sql.start.run([startedAt, next.number]);
      const request = this.request(next.id)!;
      return { id: next.id, request, attempts: next.attempts + 1, startedAt };
    });
  }

  record(id: string, events: readonly RunEventBody[]): readonly RunEvent[] {
    return this.#write(() => {
      const job = this.#row(id);
      return job && isActive(job.state) ? this.#append(job, events) : [];
    });
  }

  putBack(id: string, reason: Problem): void {
    this.#write(() => {
      const job = this.#row(id);
      if (job?.state === 'running') this.#wait(job, reason);
    });
  }

  noteCrash(id: string): number {
    return this.#write(() => {
      this.#sql.crash.run([id]);
      return this.#row(id)?.crashes ?? 0;
    });
  }

  noteCancel(id: string): void {
    this.#write(() => this.#sql.cancel.run([id]));
  }

  recover(reason: Problem): void {
    this.#write(() => {
      for (const job of this.#sql.jobsIn.all(['running']) as JobRow[]) {
        const elapsedMs = Math.max(Date.now() - (job.started_at ?? Date.now()), 0);
        if (job.cancelling) this.#append(job, [{ type: 'cancelled', elapsedMs }]);
        else this.#wait(job, reason);
      }
    });
  }

  events(id: string, afterSeq: number, limit: number): readonly RunEvent[] {
    const rows = this.#sql.eventsAfter.all([id, afterSeq, limit]) as EventRow[];
    return rows.map((row) => storedEvent(id, row));
  }

  lastSeq(id: string): number {
    return this.#row(id)?.last_seq ?? 0;
  }

  job(id: string): JobRecord | undefined {
    const row = this.#row(id);
    return row && this.#record(row);
  }

  request(id: string): JobRequest | undefined {
    const row = this.#sql.request.get([id]) as { readonly body: string } | undefined;
    return row && (JSON.parse(row.body) as JobRequest);
  }

  jobs({ search = '', state, limit = PAGE_SIZE, after }: JobQuery): JobPage {
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : (this.#row(after)?.number ?? 0);
    const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20);
    const conditions = ['number < ?', ...(state === undefined ? [] : ['state = ?'])];
    conditions.push(...words.map(() => 'instr(search, ?) > 0'));
    const found = this.#database
      .prepare(`SELECT * FROM jobs WHERE ${conditions.join(' AND ')} ORDER BY number DESC LIMIT ?`)
      .all([before, ...(state === undefined ? [] : [state]), ...words, size + 1]) as JobRow[];
    const page = found.slice(0, size);
    return {
      jobs: page.map((row) => this.#record(row)),
      next: found.length > size ? page.at(-1)!.id : null,
    };
  }

  counts(): Readonly<Record<RunState, number>> {
    const counts = { queued: 0, running: 0, finished: 0, failed: 0, cancelled: 0 };
    for (const row of this.#sql.counts.all([]) as { state: RunState; count: number }[]) {
      counts[row.state] = row.count;
    }
    return counts;
  }

  remove(id: string): void {
    this.#write(() => {
      const state = this.#row(id)?.state;
      if (state !== undefined && isActive(state)) throw stillActive(id, state);
      this.#sql.remove.run([id]);
    });
  }

  refersTo(asset: string): boolean {
    return this.#sql.reference.get([asset, asset]) !== undefined;
  }

  prune(limits: PruneLimits): Pruned {
    return this.#write(() => pruneHistory(this.#database, limits));
  }

  close(): void {
    closeDatabase(this.#database);
  }

  /** All or nothing, on the disk when it returns. */
  #write<Value>(work: () => Value): Value {
    return this.#database.transaction(work).immediate() as Value;
  }

  #row(id: string): JobRow | undefined {
    return this.#sql.job.get([id]) as JobRow | undefined;
  }

  #record(row: JobRow): JobRecord {
    const outputs = this.#sql.outputs.all([row.number]) as OutputRow[];
    return jobRecord(row, row.state === 'queued' ? this.#position(row) : null, outputs);
  }

  #position(job: JobRow): number {
    const { priority, number } = job;
    return (this.#sql.position.get([priority, priority, number]) as { count: number }).count;
  }

  /** What ran before is void: the outputs of a job are those of the attempt that ended it. */
  #wait(job: JobRow, reason: Problem): void {
    this.#sql.putBack.run([job.number]);
    this.#sql.dropOutputs.run([job.number]);
    const warning: Problem = { ...reason, severity: 'warning' };
    this.#append(job, [
      { type: 'warning', problem: warning },
      { type: 'queued', position: this.#position(job) },
    ]);
  }

  #append(job: JobRow, bodies: readonly RunEventBody[]): readonly RunEvent[] {
    const stored: RunEvent[] = [];
    let bytes = 0;
    for (const body of bodies) {
      const seq = job.last_seq + stored.length + 1;
      const text = JSON.stringify(body);
      bytes += text.length;
      this.#sql.addEvent.run([job.number, seq, body.type, text]);
      stored.push({ run: job.id, seq, ...body });
      if (body.type === 'output') this.#addOutput(job, seq, body);
      if (endsRun(body)) this.#end(job, body);
    }
    this.#sql.count.run([stored.at(-1)?.seq ?? job.last_seq, bytes, job.number]);
    return stored;
  }

  #addOutput(job: JobRow, seq: number, output: RunEventBody & { type: 'output' }): void {
    const { node, index, asset, mediaType, widthPx, heightPx } = output;
    this.#sql.addOutput.run([job.number, seq, node, index, asset, mediaType, widthPx, heightPx]);
  }

  #end(job: JobRow, event: RunEventBody): void {
    const problems = event.type === 'failed' ? event.problems : [];
    const found = problems.map(({ code, message }) => `\n${code} ${message}`.toLowerCase()).join('');
    this.#sql.end.run([event.type, Date.now(), JSON.stringify(problems), found, job.number]);
  }
}

function isActive(state: RunState): boolean {
  return state === 'queued' || state === 'running';
}

function queueFull(limit: number): ProblemError {
  return new ProblemError({
    code: 'queue-full',
    message: `${limit} jobs wait already; no more are taken.`,
    remedy: 'Wait until some have run, or cancel some.',
  });
}

function stillActive(id: string, state: RunState): ProblemError {
  return new ProblemError({
    code: 'run-active',
    message: `Job '${id}' is ${state}; only jobs that have ended can be removed.`,
    remedy: 'Cancel it first.',
  });
}
