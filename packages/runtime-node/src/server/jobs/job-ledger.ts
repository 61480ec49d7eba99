import type { Problem, RunEventBody } from '@latentgraph/graph-core';
import type { EventHub } from './event-hub.ts';
import { CRASHES_ALLOWED, interrupted, quarantined, StorageRefused } from './job-problems.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobLogger } from './logger.ts';

const RETRY_MS = 1000;

/**
 * Writes down what happens to jobs and tells those who listen. When the disk refuses (it is full), it tries again until
 * it does not, and what depends on the writing waits: nothing is told that is not stored.
 */
export class JobLedger {
  readonly #queue: JobQueue;
  readonly #hub: EventHub;
  readonly #logger: JobLogger;
  /** Writes of each job that wait for the disk, in order. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #retry: NodeJS.Timeout | undefined;

  constructor(queue: JobQueue, hub: EventHub, logger: JobLogger) {
    this.#queue = queue;
    this.#hub = hub;
    this.#logger = logger;
  }

  record(id: string, events: readonly RunEventBody[], stored: () => void = () => {}): void {
    this.#write(id, () => {
      this.#queue.record(id, events);
      const end = events.at(-1);
      if (end?.type === 'finished' || end?.type === 'cancelled')
        this.#logger.info({ job: id }, `job ${end.type}`);
      if (end?.type === 'failed') this.#logger.warn({ job: id, problems: end.problems }, 'job failed');
      stored();
    });
  }

  /** A person wants it cancelled: what it takes to end it is done already. */
  noteCancel(id: string): void {
    this.#write(id, () => this.#queue.noteCancel(id));
  }

  /** The server ends while the job runs. */
  interrupt(id: string): void {
    this.#write(id, () => this.#queue.putBack(id, interrupted()));
  }

  /** The runner died of the job: it is tried once more, then no longer. */
  crash(id: string, reason: Problem, stored: () => void): void {
    let crashes: number | undefined;
    this.#write(id, () => {
      crashes ??= this.#queue.noteCrash(id);
      if (crashes <= CRASHES_ALLOWED) this.#queue.putBack(id, reason);
      else {
        const elapsedMs = Math.max(Date.now() - (this.#queue.job(id)?.startedAt ?? Date.now()), 0);
        this.#queue.record(id, [{ type: 'failed', problems: [reason, quarantined(crashes)], elapsedMs }]);
        this.#logger.warn({ job: id, reason }, 'job quarantined');
      }
      stored();
    });
  }

  /** Tries now what waits for the disk. Returns whether nothing is left. */
  catchUp(): boolean {
    for (const [id, works] of [...this.#waiting]) {
      for (let work = works.shift(); work; work = works.shift()) {
        // Taken out first: what follows from a write may come back here.
        if (this.#attempt(id, work)) continue;
        works.unshift(work);
        break;
      }
      if (works.length === 0) this.#waiting.delete(id);
    }
    return this.#waiting.size === 0;
  }

  /** Gives up on what the disk would not take; the next server recovers from what is there. */
  close(): void {
    clearTimeout(this.#retry);
    this.#waiting.clear();
  }

  #write(id: string, work: () => void): void {
    const before = this.#waiting.get(id);
    if (before) before.push(work);
    else if (!this.#attempt(id, work)) this.#waiting.set(id, [work]);
    if (this.#waiting.size > 0) this.#retry ??= setTimeout(() => this.#tryAgain(), RETRY_MS);
  }

  #attempt(id: string, work: () => void): boolean {
    try {
      work();
    } catch (error) {
      if (!(error instanceof StorageRefused)) throw error;
      if (!this.#waiting.has(id))
        this.#logger.error({ job: id, problem: error.problem }, 'cannot write to the job database');
      return false;
    }
    this.#hub.stir(id);
    return true;
  }

  #tryAgain(): void {
    this.#retry = this.catchUp() ? undefined : setTimeout(() => this.#tryAgain(), RETRY_MS);
  }
}
