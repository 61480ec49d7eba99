import { dirname, join } from 'node:path';
import {
  endsRun,
  type Problem,
  ProblemError,
  type RunEvent,
  type RunEventBody,
  type RunState,
} from '@latentgraph/graph-core';
import { DiskReserve } from '../../../files/disk-reserve.ts';
import type { JobPage, JobQuery, JobRecord, JobRequest } from '../../job-service.ts';
import { unreadable } from '../job-problems.ts';
import type { JobQueue, NewJob, Pruned, PruneLimits, TakenJob, WaitingLimits } from '../job-queue.ts';
import { assetsNamedIn, searchText } from '../request-text.ts';
import { backUp } from './back-up.ts';
import { JobReader } from './job-reader.ts';
import { closeDatabase, compactDatabase } from './open-database.ts';
import { pruneHistory } from './prune-history.ts';
import type { JobRow } from './rows.ts';
import { openSoundDatabase } from './sound-database.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { Transactions } from './transactions.ts';

/** Held for what ends and frees jobs when the disk is full: more than the log of the database grows between checkpoints. */
const RESERVE_BYTES = 8 * 2 ** 20;

export interface QueueOptions {
  /** Room that is held in a file beside the database. */
  readonly reserveBytes?: number;
  /** Told of damage that was found and repaired. */
  readonly note?: (finding: Problem) => void;
}

/** @throws ProblemError `database-in-use` or `database-newer`; StorageRefused */
export function openSqliteQueue(path: string, options: QueueOptions = {}): JobQueue {
  const { reserveBytes = RESERVE_BYTES, note = () => {} } = options;
  const reserve = new DiskReserve(join(dirname(path), 'reserve'), reserveBytes);
  const database = openSoundDatabase(path, reserve, note);
  reserve.hold();
  return new SqliteQueue(database, path, new Transactions(database, path, reserve));
}

class SqliteQueue implements JobQueue {
  readonly #database: SqliteDatabase;
  readonly #path: string;
  readonly #sql: Statements;
  readonly #reader: JobReader;
  readonly #transactions: Transactions;

  constructor(database: SqliteDatabase, path: string, transactions: Transactions) {
    this.#database = database;
    this.#path = path;
    this.#sql = prepareStatements(database);
    this.#reader = new JobReader(database, this.#sql);
    this.#transactions = transactions;
  }

  submit({ id, request, text, submittedAt }: NewJob, limits: WaitingLimits): string {
    const { jobKey = null, priority = 0, document } = request;
    return this.#transactions.add(() => {
      const known = jobKey === null ? undefined : this.#reader.rowOfKey(jobKey);
      if (known) return known.id;
      const waiting = this.#reader.counts().queued;
      const bytes = this.#reader.waitingBytes() + Buffer.byteLength(text);
      if (waiting >= limits.queue || bytes > limits.queueBytes) throw queueFull(waiting);
      const name = document.name ?? null;
      const search = searchText(request);
      const { lastInsertRowid } = this.#sql.addJob.run([id, jobKey, name, priority, submittedAt, search]);
      const number = Number(lastInsertRowid);
      this.#sql.addRequest.run([number, text]);
      for (const asset of assetsNamedIn(request)) this.#sql.addInput.run([number, asset]);
      const job = this.#reader.row(id)!;
      this.#append(job, [{ type: 'queued', position: this.#reader.position(job) }]);
      return id;
    });
  }

  take(onUnreadable: (id: string) => void = () => {}): TakenJob | undefined {
    const lost: string[] = [];
    const taken = this.#transactions.write(() => {
      for (let next = this.#reader.next(); next; next = this.#reader.next()) {
        const { number, row } = next;
        const request = row && this.#reader.request(number);
        if (request) return this.#start(row, request);
        if (row) {
          this.#append(row, [{ type: 'failed', problems: [unreadable()], elapsedMs: 0 }]);
          lost.push(row.id);
        } else this.#sql.giveUp.run([Date.now(), number]);
      }
      return undefined;
    });
    lost.forEach(onUnreadable);
    return taken;
  }

  record(id: string, events: readonly RunEventBody[]): readonly RunEvent[] {
    const work = () => {
      const job = this.#reader.row(id);
      return job && isActive(job.state) ? this.#append(job, events) : [];
    };
    return events.some(endsRun) ? this.#transactions.free(work) : this.#transactions.write(work);
  }

  putBack(id: string, reason: Problem): void {
    this.#transactions.free(() => {
      const job = this.#reader.row(id);
      if (job?.state === 'running') this.#wait(job, reason);
    });
  }

  noteCrash(id: string): number {
    return this.#transactions.free(() => {
      this.#sql.crash.run([id]);
      return this.#reader.row(id)?.crashes ?? 0;
    });
  }

  noteCancel(id: string): void {
    this.#transactions.free(() => this.#sql.cancel.run([id]));
  }

  recover(reason: Problem): void {
    this.#transactions.free(() => {
      for (const { number, row } of this.#reader.rowsIn('running')) {
        const elapsedMs = Math.max(Date.now() - (row?.started_at ?? Date.now()), 0);
        if (!row) this.#sql.giveUp.run([Date.now(), number]);
        else if (row.cancelling) this.#append(row, [{ type: 'cancelled', elapsedMs }]);
        else this.#wait(row, reason);
      }
    });
  }

  events(id: string, afterSeq: number, limit: number): readonly RunEvent[] {
    return this.#transactions.read(() => this.#reader.events(id, afterSeq, limit));
  }

  lastSeq(id: string): number {
    return this.#transactions.read(() => this.#reader.row(id)?.last_seq ?? 0);
  }

  job(id: string): JobRecord | undefined {
    return this.#transactions.read(() => this.#reader.job(id));
  }

  request(id: string): JobRequest | undefined {
    return this.#transactions.read(() => {
      const row = this.#reader.row(id);
      return row && this.#reader.request(row.number);
    });
  }

  jobs(query: JobQuery): JobPage {
    return this.#transactions.read(() => this.#reader.jobs(query));
  }

  counts(): Readonly<Record<RunState, number>> {
    return this.#transactions.read(() => this.#reader.counts());
  }

  remove(id: string): void {
    this.#transactions.free(() => {
      const state = this.#reader.row(id)?.state;
      if (state !== undefined && isActive(state)) throw stillActive(id, state);
      this.#sql.remove.run([id]);
    });
  }

  refersTo(asset: string): boolean {
    return this.#transactions.read(() => this.#reader.refersTo(asset));
  }

  prune(limits: PruneLimits): Pruned {
    return this.#transactions.free(() => pruneHistory(this.#database, limits));
  }

  compact(): void {
    this.#transactions.read(() => {
      compactDatabase(this.#database);
      backUp(this.#database, this.#path);
    });
  }

  close(): void {
    closeDatabase(this.#database);
  }

  #start(row: JobRow, request: JobRequest): TakenJob {
    const startedAt = Date.now();
    this.#sql.start.run([startedAt, row.number]);
    return { id: row.id, request, attempts: row.attempts + 1, startedAt };
  }

  /** What ran before is void: the outputs of a job are those of the attempt that ended it. */
  #wait(job: JobRow, reason: Problem): void {
    this.#sql.putBack.run([job.number]);
    this.#sql.dropOutputs.run([job.number]);
    const warning: Problem = { ...reason, severity: 'warning' };
    this.#append(job, [
      { type: 'warning', problem: warning },
      { type: 'queued', position: this.#reader.position(job) },
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

function queueFull(waiting: number): ProblemError {
  return new ProblemError({
    code: 'queue-full',
    message: `${waiting} jobs wait already; there is no room for this one.`,
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
