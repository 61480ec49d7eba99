import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import {
  type AssetStore,
  endsRun,
  type Problem,
  ProblemError,
  type RunEvent,
  type RunEventBody,
  type RunRequest,
  type Runtime,
} from '@latentgraph/graph-core';
import { EventLog } from '@latentgraph/runtime-core';
import type { DeviceChoice } from '../devices/choose-device.ts';
import { findHome, type Home } from '../home.ts';
import { createDiskAssetStore } from '../stores/disk-asset-store.ts';
import { RUNNER_SCRIPT, RUNNER_TIMES, RunnerProcess } from './runner-process.ts';

export interface ForkedRuntimeOptions {
  /** Folder for models and assets; by default LATENTGRAPH_HOME or the platform's data folder. */
  readonly home?: Home;
  readonly device: DeviceChoice;
  /** The module that the process runs; another one only to test what happens when it misbehaves. */
  readonly script?: string;
}

interface Run {
  readonly id: string;
  readonly log: EventLog;
  readonly submittedAt: number;
}

/** A person watches, and decides how long is too long. */
const TIMES = { ...RUNNER_TIMES, silenceMs: Number.POSITIVE_INFINITY, stallMs: Number.POSITIVE_INFINITY };

/**
 * Runs workflows in a process of its own, one at a time. onnxruntime blocks the thread that calls it for as long as a
 * model is evaluated; this process stays awake meanwhile, for whoever watches or wants to stop it.
 */
export class ForkedRuntime implements Pick<Runtime, 'assets' | 'submit' | 'events' | 'cancel'> {
  readonly assets: AssetStore;
  readonly #process: RunnerProcess;
  readonly #ready: Promise<void>;
  #run: Run | undefined;
  #gone = false;
  #onGone = () => {};

  /** Starts the process, which gets ready while the caller prepares what to submit. */
  constructor({ home = findHome(), device, script = RUNNER_SCRIPT }: ForkedRuntimeOptions) {
    this.assets = createDiskAssetStore(home.assets);
    const setUp = { home: resolve(home.directory), device, previews: false };
    const { promise, settle, fail } = deferred();
    this.#ready = promise;
    this.#process = new RunnerProcess(
      { setUp, script, scratch: tmpdir(), times: TIMES },
      {
        onReady: settle,
        onRefused: fail,
        onEvent: (_, event) => this.#tell(event),
        onPreview() {},
        onExit: (problem) => {
          if (problem) fail(problem);
          this.#lost(problem);
        },
      },
    );
  }

  /** @throws ProblemError when the process cannot work: the device is not there, or it ended before it was ready */
  async submit(request: RunRequest): Promise<string> {
    await this.#ready;
    const id = randomUUID();
    this.#run = { id, log: new EventLog(id), submittedAt: performance.now() };
    this.#tell({ type: 'queued', position: 0 });
    this.#process.run(id, request);
    return id;
  }

  /** Of the latest run. */
  events(id: string, afterSeq?: number): AsyncIterable<RunEvent> {
    if (this.#run?.id !== id) throw new Error(`Run '${id}' is not the latest.`);
    return this.#run.log.read(afterSeq);
  }

  async cancel(id: string): Promise<void> {
    this.#process.cancel(id);
  }

  /** Ends the process at once, whatever it does: a run that goes on is cancelled. */
  stop(): void {
    this.#process.end();
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    if (this.#gone) return;
    const gone = new Promise<void>((resolve) => {
      this.#onGone = resolve;
    });
    this.stop();
    await gone;
  }

  #tell(event: RunEventBody): void {
    if (this.#run && !this.#run.log.ended) this.#run.log.append(event);
    if (endsRun(event)) this.#process.rest();
  }

  /** @param problem why, unless it was told to end */
  #lost(problem: Problem | undefined): void {
    this.#gone = true;
    this.#onGone();
    const elapsedMs = performance.now() - (this.#run?.submittedAt ?? 0);
    this.#tell(
      problem ? { type: 'failed', problems: [problem], elapsedMs } : { type: 'cancelled', elapsedMs },
    );
  }
}

function deferred() {
  let settle = () => {};
  let fail = (_problem: Problem) => {};
  const promise = new Promise<void>((resolve, reject) => {
    settle = resolve;
    fail = (problem) => reject(new ProblemError(problem));
  });
  // It may fail before anybody has submitted anything, and asks.
  promise.catch(() => undefined);
  return { promise, settle, fail };
}
