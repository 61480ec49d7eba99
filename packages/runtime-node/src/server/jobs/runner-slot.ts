import type { Problem, RunEventBody } from '@latentgraph/graph-core';
import type { RunnerListener, RunnerProcess } from '../../runner/runner-process.ts';
import type { JobMetrics } from '../job-service.ts';
import { ActiveJob } from './active-job.ts';
import type { JobLedger } from './job-ledger.ts';
import type { TakenJob } from './job-queue.ts';
import type { JobLimits } from './limits.ts';
import type { JobLogger } from './logger.ts';

export interface RunnerSlotOptions {
  readonly device: string;
  readonly limits: JobLimits;
  readonly ledger: JobLedger;
  readonly logger: JobLogger;
  /** How long a job may take to end by itself when it is cancelled. */
  readonly cancelGraceMs: number;
  fork(listener: RunnerListener): RunnerProcess;
  /** It can take a job, or a job waits again. */
  onFree(): void;
  onPreview(job: string, event: RunEventBody & { type: 'preview' }, bytes: Uint8Array): void;
}

/** Waits before a runner that did not even start is forked again: doubled each time. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** A place for one runner on one device: keeps a process there, hands it jobs and takes care when it dies. */
export class RunnerSlot {
  readonly #options: RunnerSlotOptions;
  #process: RunnerProcess | undefined;
  #job: ActiveJob | undefined;
  #grace: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restarts = 0;
  #failedStarts = 0;
  #onGone: (() => void) | undefined;
  #device: string;

  constructor(options: RunnerSlotOptions) {
    this.#options = options;
    this.#device = options.device;
    this.#fork();
  }

  get free(): boolean {
    return this.#job === undefined && this.#process?.state === 'idle' && this.#onGone === undefined;
  }

  get busy(): boolean {
    return this.#job !== undefined;
  }

  get metrics(): JobMetrics['runners'][number] {
    return {
      device: this.#device,
      pid: this.#process?.pid ?? 0,
      state: this.#job ? 'busy' : (this.#process?.state ?? 'starting'),
      restarts: this.#restarts,
    };
  }

  begin(job: TakenJob): void {
    const { ledger, limits, logger } = this.#options;
    logger.info({ job: job.id, attempt: job.attempts, device: this.#device }, 'job started');
    this.#job = new ActiveJob({
      job,
      limits,
      store: (events, ended) => ledger.record(job.id, events, () => ended && this.#finish()),
      onStop: () => this.#stopRunner(job.id),
    });
    this.#process!.run(job.id, job.request);
  }

  /** Whether the job is here and will end. */
  cancel(id: string): boolean {
    if (this.#job?.id !== id) return false;
    this.#job.stop();
    return true;
  }

  /** Ends the runner; a job that it still has waits again, for the next server. Resolves when the process is gone. */
  async close(): Promise<void> {
    clearTimeout(this.#restart);
    const gone = new Promise<void>((resolve) => {
      this.#onGone = resolve;
    });
    const job = this.#job;
    if (job?.stopping) job.endStopped();
    else if (job) {
      job.release();
      this.#options.ledger.interrupt(job.id);
    }
    this.#forgetJob();
    if (!this.#process) return;
    this.#process.end();
    await gone;
  }

  #fork(): void {
    const { onPreview, logger } = this.#options;
    this.#process = this.#options.fork({
      onReady: (device) => {
        this.#failedStarts = 0;
        this.#device = device;
        logger.info({ pid: this.#process?.pid, device }, 'runner ready');
        this.#options.onFree();
      },
      onRefused: (problem) => logger.error({ problem }, 'runner cannot work'),
      onEvent: (job, event) => {
        if (this.#job?.id === job) this.#job.accept(event);
      },
      onPreview: (job, event, bytes) => {
        if (this.#job?.id !== job) return;
        this.#job.settle();
        onPreview(job, event, bytes);
      },
      onExit: (problem) => this.#lost(problem),
    });
  }

  #stopRunner(job: string): void {
    this.#process?.cancel(job);
    this.#grace = setTimeout(() => this.#process?.end(), this.#options.cancelGraceMs);
  }

  /** The job's end is stored. */
  #finish(): void {
    const alive = this.#process !== undefined;
    this.#forgetJob();
    if (!alive) return;
    this.#process!.rest();
    this.#options.onFree();
  }

  #forgetJob(): void {
    clearTimeout(this.#grace);
    this.#job = undefined;
  }

  #lost(problem: Problem | undefined): void {
    const { logger } = this.#options;
    const started = this.#process?.state !== 'starting';
    const details = { pid: this.#process?.pid, job: this.#job?.id, problem };
    if (problem) logger.warn(details, 'runner lost');
    else logger.info(details, 'runner ended');
    this.#process = undefined;
    this.#failedStarts = started ? 0 : this.#failedStarts + 1;
    if (this.#onGone) this.#onGone();
    else this.#replace(problem);
  }

  #replace(problem: Problem | undefined): void {
    const job = this.#job;
    if (job?.stopping) job.endStopped();
    else if (job && problem) {
      job.release();
      this.#forgetJob();
      this.#options.ledger.crash(job.id, problem, this.#options.onFree);
    }
    this.#restarts += 1;
    const waitMs = this.#failedStarts === 0 ? 0 : FIRST_WAIT_MS * 2 ** (this.#failedStarts - 1);
    this.#restart = setTimeout(() => this.#fork(), Math.min(waitMs, LONGEST_WAIT_MS));
  }
}
