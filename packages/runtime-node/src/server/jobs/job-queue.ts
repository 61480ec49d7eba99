import type { Problem, RunEvent, RunEventBody } from '@latentgraph/graph-core';
import type { JobPage, JobQuery, JobRecord, JobRequest } from '../job-service.ts';

/**
 * The durable queue and history of jobs. What a method has returned from is on the disk. A job is worked on at least
 * once: `take` hands it out, and until an event that ends it is recorded, `recover` and `putBack` make it wait again.
 * Every method may throw StorageRefused, for what the disk does not take or give.
 */
export interface JobQueue {
  /**
   * Adds a job at the end of its priority; the same key gives the first job's id and adds nothing.
   *
   * @throws ProblemError `queue-full`
   */
  submit(job: NewJob, limits: WaitingLimits): string;
  /**
   * The next job by priority, then age, now running. One whose request cannot be read any more has failed.
   *
   * @param onUnreadable gets its id
   */
  take(onUnreadable?: (id: string) => void): TakenJob | undefined;
  /**
   * Numbers and stores events of a running or waiting job, together with what follows from them: outputs, the state
   * and the problems of one that ends it. Returns nothing for a job that has ended.
   */
  record(id: string, events: readonly RunEventBody[]): readonly RunEvent[];
  /** A running job waits again at its old place; the reason becomes a warning in its events. */
  putBack(id: string, reason: Problem): void;
  /** Notes that a job killed its runner. Returns how many it has killed. */
  noteCrash(id: string): number;
  /** A wish that outlives the server: `recover` honours it. */
  noteCancel(id: string): void;
  /** Jobs that were running when the last server ended wait again, unless they were to be cancelled. */
  recover(reason: Problem): void;
  /** Stored events above `afterSeq`, at most `limit`. */
  events(id: string, afterSeq: number, limit: number): readonly RunEvent[];
  /** Of the last stored event; 0 for an unknown job. */
  lastSeq(id: string): number;
  job(id: string): JobRecord | undefined;
  request(id: string): JobRequest | undefined;
  jobs(query: JobQuery): JobPage;
  counts(): Readonly<Record<JobRecord['state'], number>>;
  /** @throws ProblemError `run-active` for a job that waits or runs */
  remove(id: string): void;
  /** Whether a job in the history made the asset or was submitted with it. */
  refersTo(asset: string): boolean;
  prune(limits: PruneLimits): Pruned;
  /** Gives the room of what was deleted back to the disk, and keeps a copy of what is left. May take seconds. */
  compact(): void;
  close(): void;
}

/** Of all jobs that wait together. */
export interface WaitingLimits {
  readonly queue: number;
  readonly queueBytes: number;
}

export interface NewJob {
  readonly id: string;
  readonly request: JobRequest;
  /** The request as JSON. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
}

export interface TakenJob {
  readonly id: string;
  readonly request: JobRequest;
  readonly attempts: number;
  readonly startedAt: number;
}

/** Of jobs that have ended; the newest stay. */
export interface PruneLimits {
  readonly jobs: number;
  /** Older ones go into the trash. */
  readonly jobMs: number;
  /** Milliseconds since 1970, as the clock has it. */
  readonly now: number;
  /** So many rounds of tidying later the trash is emptied. */
  readonly trashRounds: number;
  /** Whether this is a round: a server that is started often does not make time pass. */
  readonly isNewRound: boolean;
  readonly eventBytes: number;
  readonly requestBytes: number;
}

export interface Pruned {
  readonly jobs: number;
  /** Jobs that went into the trash. */
  readonly trashed: number;
  /** Jobs whose request is gone. */
  readonly requests: number;
  /** Jobs of which only outputs, warnings and the end are left. */
  readonly thinned: number;
}
