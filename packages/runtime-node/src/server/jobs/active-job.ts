import { endsRun, type Problem, type RunEventBody } from '@latentgraph/graph-core';
import { ranTooLong } from './job-problems.ts';
import type { TakenJob } from './job-queue.ts';
import { type JobLimits, StepCount } from './limits.ts';

/** Events are stored in groups: every commit waits for the disk. */
const GROUP_MS = 20;

export interface ActiveJobOptions {
  readonly job: TakenJob;
  readonly limits: JobLimits;
  /** Stores events; called with the last of them when the job has ended. Does not throw. */
  store(events: readonly RunEventBody[], ended: boolean): void;
  /** The job is to end without finishing. */
  onStop(): void;
}

/** A job in the hands of a runner: collects its events and decides how it ends. */
export class ActiveJob {
  readonly #options: ActiveJobOptions;
  readonly #steps: StepCount;
  readonly #overtime: NodeJS.Timeout;
  #pending: RunEventBody[] = [];
  #group: NodeJS.Timeout | undefined;
  #stopping: { readonly problem: Problem | undefined } | undefined;

  constructor(options: ActiveJobOptions) {
    this.#options = options;
    this.#steps = new StepCount(options.limits.steps);
    const { runMs } = options.limits;
    this.#overtime = setTimeout(() => this.stop(ranTooLong(runMs)), Math.min(runMs, 2 ** 31 - 1));
  }

  get id(): string {
    return this.#options.job.id;
  }

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** An event that its runner tells. */
  accept(event: RunEventBody): void {
    const tooMany = this.#steps.add(event);
    if (tooMany) this.stop(tooMany);
    const stoppedFor = this.#stopping?.problem;
    const replaced = event.type === 'cancelled' && stoppedFor !== undefined;
    this.#pending.push(replaced ? this.#stopped() : event);
    if (endsRun(event)) this.#flush(true);
    else this.#group ??= setTimeout(() => this.#flush(false), GROUP_MS);
  }

  /** Stores what came so far, so that what is shown next stands behind it. */
  settle(): void {
    this.#flush(false);
  }

  /** @param problem why it is to fail; without one it was cancelled */
  stop(problem?: Problem): void {
    if (this.#stopping) return;
    this.#stopping = { problem };
    this.#options.onStop();
  }

  /** Its runner is gone after it was to stop: it ends as it was to. */
  endStopped(): void {
    this.#pending.push(this.#stopped());
    this.#flush(true);
  }

  /** Nothing more is expected of it: stores what came, and lets go. */
  release(): void {
    this.#flush(false);
    clearTimeout(this.#overtime);
  }

  #stopped(): RunEventBody {
    const elapsedMs = Math.max(Date.now() - this.#options.job.startedAt, 0);
    const problem = this.#stopping?.problem;
    return problem ? { type: 'failed', problems: [problem], elapsedMs } : { type: 'cancelled', elapsedMs };
  }

  #flush(ended: boolean): void {
    clearTimeout(this.#group);
    this.#group = undefined;
    if (ended) clearTimeout(this.#overtime);
    const events = this.#pending;
    this.#pending = [];
    if (events.length > 0) this.#options.store(events, ended);
  }
}
