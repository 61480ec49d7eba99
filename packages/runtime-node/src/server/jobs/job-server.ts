import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  AssetStore,
  Problem,
  RunEvent,
  RunEventBody,
  RunSummary,
  RuntimeDescription,
} from '@latentgraph/graph-core';
import { createMemoryAssetStore } from '@latentgraph/runtime-core';
import { sha256 } from '../../files/sha256.ts';
import type { Home } from '../../home.ts';
import type { RunnerListener, RunnerProcess } from '../../runner/runner-process.ts';
import { type AssetFile, createDiskAssetStore, type DiskAssetStore } from '../../stores/disk-asset-store.ts';
import type { DiskModelStore } from '../../stores/disk-model-store.ts';
import { RUNTIME_NAME, RUNTIME_VERSION } from '../../version.ts';
import type { JobMetrics, JobPage, JobQuery, JobRecord, JobRequest, JobService } from '../job-service.ts';
import { EventHub } from './event-hub.ts';
import { keepTidy, type Retention, tidy } from './housekeeping.ts';
import { JobLedger } from './job-ledger.ts';
import { closing, unknownJob } from './job-problems.ts';
import type { JobQueue, TakenJob } from './job-queue.ts';
import { checkLimits, type JobLimits } from './limits.ts';
import type { JobLogger } from './logger.ts';
import { requestText } from './request-text.ts';
import { RunnerSlot } from './runner-slot.ts';
import type { ServerDevices, UsableDevice } from './server-devices.ts';

export interface JobServerParts {
  readonly home: Home;
  readonly queue: JobQueue;
  readonly models: DiskModelStore;
  readonly devices: ServerDevices;
  /** On each device. */
  readonly runners: number;
  readonly cancelGraceMs: number;
  readonly limits: JobLimits;
  readonly retention: Retention;
  readonly logger: JobLogger;
  fork(device: UsableDevice, listener: RunnerListener): RunnerProcess;
}

const PREVIEW_BYTES = 64 * 2 ** 20;
const CLOSE_GRACE_MS = 10_000;
const SUMMARIES = 100;
const RETRY_MS = 1000;

/** The queue, the runners and those who listen, as one runtime. */
export class JobServer implements JobService {
  readonly assets: AssetStore;
  readonly #parts: JobServerParts;
  readonly #disk: DiskAssetStore;
  readonly #hub: EventHub;
  readonly #ledger: JobLedger;
  readonly #slots: readonly RunnerSlot[];
  readonly #previews = createMemoryAssetStore(PREVIEW_BYTES, sha256);
  readonly #stopTidying: () => Promise<void>;
  /** The database gave no job when it was last asked; said once. */
  #isRefused = false;
  #nextTry: NodeJS.Timeout | undefined;
  #closed: Promise<void> | undefined;

  constructor(parts: JobServerParts) {
    const { queue, logger, home, devices } = parts;
    this.#parts = parts;
    this.#disk = createDiskAssetStore(home.assets);
    this.assets = this.#assetStore(this.#disk);
    this.#hub = new EventHub((run, afterSeq, limit) => queue.events(run, afterSeq, limit));
    this.#ledger = new JobLedger(queue, this.#hub, logger);
    this.#slots = devices.usable.flatMap((device) =>
      Array.from({ length: parts.runners }, () => this.#makeSlot(device)),
    );
    this.#stopTidying = keepTidy(
      (isNewRound) => tidy({ queue, assets: home.assets, retention: parts.retention, logger, isNewRound }),
      logger,
    );
    this.#handOut();
  }

  get home(): Home {
    return this.#parts.home;
  }

  get models(): DiskModelStore {
    return this.#parts.models;
  }

  async describe(): Promise<RuntimeDescription> {
    const { first, all } = this.#parts.devices;
    return { name: RUNTIME_NAME, version: RUNTIME_VERSION, device: first, devices: all };
  }

  /** @throws ProblemError `job-too-…` for one beyond the limits, `queue-full`, `server-closing` */
  async submit(request: JobRequest): Promise<string> {
    if (this.#closed) throw closing();
    const { queue, limits, logger } = this.#parts;
    const text = requestText(request);
    checkLimits(request, Buffer.byteLength(text), limits);
    const job = { id: randomUUID(), request, text, submittedAt: Date.now() };
    const id = queue.submit(job, limits);
    if (id === job.id) logger.info({ job: id, name: request.document.name }, 'job submitted');
    this.#handOut();
    return id;
  }

  /** @throws ProblemError `run-unknown` */
  events(id: string, afterSeq = 0): AsyncIterableIterator<RunEvent> {
    this.#require(id);
    return this.#hub.listen(id, afterSeq, () => !isActive(this.#parts.queue.job(id)));
  }

  /**
   * What runs is told first, and stays cancelled also when the disk takes no note of it for now.
   *
   * @throws ProblemError `run-unknown`
   */
  async cancel(id: string): Promise<void> {
    if (!isActive(this.#require(id))) return;
    const isRunning = this.#slots.some((slot) => slot.cancel(id));
    this.#ledger.noteCancel(id);
    if (!isRunning) this.#ledger.record(id, [{ type: 'cancelled', elapsedMs: 0 }]);
  }

  async runs(): Promise<readonly RunSummary[]> {
    const { jobs } = this.#parts.queue.jobs({ limit: SUMMARIES });
    return jobs.map(({ id, state, name }) => ({ run: id, state, name }));
  }

  async jobs(query: JobQuery): Promise<JobPage> {
    return this.#parts.queue.jobs(query);
  }

  async job(id: string): Promise<JobRecord | undefined> {
    return this.#parts.queue.job(id);
  }

  async jobRequest(id: string): Promise<JobRequest | undefined> {
    return this.#parts.queue.request(id);
  }

  assetFile(hash: string): Promise<AssetFile | undefined> {
    return this.#disk.file(hash);
  }

  /** @throws ProblemError `run-unknown`, or `run-active` for a job that waits or runs */
  async removeJob(id: string): Promise<void> {
    this.#require(id);
    this.#parts.queue.remove(id);
    this.#hub.stir(id);
  }

  metrics(): JobMetrics {
    const runners = this.#slots.map((slot) => slot.metrics);
    return { ...this.#parts.queue.counts(), runners, eventStreams: this.#hub.size };
  }

  close(graceMs = CLOSE_GRACE_MS): Promise<void> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  async #close(graceMs: number): Promise<void> {
    clearTimeout(this.#nextTry);
    const until = performance.now() + graceMs;
    while (this.#slots.some((slot) => slot.busy) && performance.now() < until) await delay(20);
    await Promise.all(this.#slots.map((slot) => slot.close()));
    await this.#stopTidying();
    this.#hub.close();
    this.#ledger.close();
    this.#parts.queue.close();
  }

  #makeSlot(device: UsableDevice): RunnerSlot {
    const { limits, logger, cancelGraceMs, fork } = this.#parts;
    return new RunnerSlot({
      device: device.id,
      limits,
      logger,
      cancelGraceMs,
      ledger: this.#ledger,
      fork: (listener) => fork(device, listener),
      onFree: () => this.#handOut(),
      onPreview: (job, event, bytes) => void this.#showPreview(job, event, bytes),
    });
  }

  /** Gives waiting jobs to free runners. */
  #handOut(): void {
    if (this.#closed) return;
    try {
      // One that was cancelled while the disk took no note of it still waits there.
      if (!this.#ledger.catchUp()) {
        this.#handOutLater();
        return;
      }
      if (this.#slots.length === 0) this.#failAll(this.#parts.devices.problems);
      for (const slot of this.#slots) {
        const job = slot.free ? this.#take() : undefined;
        if (job) slot.begin(job);
      }
      this.#isRefused = false;
    } catch (error) {
      if (!this.#isRefused) this.#parts.logger.error({ err: error }, 'cannot take a job from the database');
      this.#isRefused = true;
      this.#handOutLater();
    }
  }

  #handOutLater(): void {
    this.#nextTry ??= setTimeout(() => {
      this.#nextTry = undefined;
      this.#handOut();
    }, RETRY_MS);
  }

  #take(): TakenJob | undefined {
    return this.#parts.queue.take((id) => {
      this.#parts.logger.error({ job: id }, 'job cannot be read');
      this.#hub.stir(id);
    });
  }

  /** No device that was asked for is there: jobs say why instead of waiting for ever. */
  #failAll(problems: readonly Problem[]): void {
    for (let job = this.#take(); job; job = this.#take()) {
      this.#ledger.record(job.id, [{ type: 'failed', problems: [...problems], elapsedMs: 0 }]);
    }
  }

  async #showPreview(
    job: string,
    event: RunEventBody & { type: 'preview' },
    bytes: Uint8Array,
  ): Promise<void> {
    if (!this.#hub.hasListeners(job)) return;
    const asset = await this.#previews.put(bytes, event.mediaType);
    const seq = Math.max(this.#parts.queue.lastSeq(job), 1);
    this.#hub.show({ run: job, seq, ...event, asset });
  }

  #require(id: string): JobRecord {
    const job = this.#parts.queue.job(id);
    if (!job) throw unknownJob(id);
    return job;
  }

  #assetStore(disk: AssetStore): AssetStore {
    return {
      put: (bytes, mediaType) => disk.put(bytes, mediaType),
      get: async (hash) => (await this.#previews.get(hash)) ?? disk.get(hash),
      // Whoever asks wants to run with it; a picture that passes is not there for runs.
      has: (hash) => disk.has(hash),
    };
  }
}

function isActive(job: JobRecord | undefined): boolean {
  return job?.state === 'queued' || job?.state === 'running';
}
