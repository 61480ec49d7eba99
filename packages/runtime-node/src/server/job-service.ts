import type {
  Problem,
  RunEvent,
  RunRequest,
  RunState,
  Runtime,
  RuntimeDescription,
} from '@latentgraph/graph-core';
import type { AssetFile } from '../stores/disk-asset-store.ts';

/**
 * What the HTTP server stands on: a Runtime whose runs survive anything. Everything acknowledged is in the database
 * before `submit` resolves; events are stored, so a client that comes back after a restart misses nothing.
 */
export interface JobService extends Runtime {
  submit(request: JobRequest): Promise<string>;
  /** Newest first; search matches name, workflow text and problems. */
  jobs(query: JobQuery): Promise<JobPage>;
  job(id: string): Promise<JobRecord | undefined>;
  /** The document and overrides as they were submitted. */
  jobRequest(id: string): Promise<JobRequest | undefined>;
  removeJob(id: string): Promise<void>;
  /** Where the bytes of an asset lie on disk; undefined for one that is only in memory, or unknown. */
  assetFile(hash: string): Promise<AssetFile | undefined>;
  describe(): Promise<RuntimeDescription>;
  metrics(): JobMetrics;
  /** Takes no new work, lets running jobs finish for `graceMs`, puts back what is left, ends the runners. */
  close(graceMs?: number): Promise<void>;
}

export interface JobRequest extends RunRequest {
  /** The same key never makes a second job: the first one's id comes back. */
  readonly jobKey?: string;
  /** Higher first; 0 by default, −100…100. */
  readonly priority?: number;
}

export interface JobRecord {
  readonly id: string;
  readonly state: RunState;
  readonly name: string | undefined;
  readonly priority: number;
  /** Among queued jobs, from 0; null when not queued. */
  readonly position: number | null;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly attempts: number;
  readonly problems: readonly Problem[];
  readonly outputs: readonly JobOutput[];
}

export interface JobOutput {
  readonly node: string;
  readonly index: number;
  readonly asset: string;
  readonly mediaType: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface JobQuery {
  readonly search?: string;
  readonly state?: RunState;
  readonly limit?: number;
  /** Job id to go on after. */
  readonly after?: string;
}

export interface JobPage {
  readonly jobs: readonly JobRecord[];
  /** What `after` of the next page is; null on the last. */
  readonly next: string | null;
}

export interface JobMetrics {
  readonly queued: number;
  readonly running: number;
  readonly finished: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly runners: readonly {
    readonly device: string;
    readonly pid: number;
    readonly state: 'starting' | 'idle' | 'busy';
    readonly restarts: number;
  }[];
  readonly eventStreams: number;
}

/** A stored event of a job, as clients resume from it. */
export type JobEvent = RunEvent;
