import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem, RunEventBody, RunRequest } from '@latentgraph/graph-core';
import { exitProblem, silentProblem, stalledProblem } from './exit-problem.ts';
import { LastWords } from './last-words.ts';
import { type FromRunner, fromRunnerSchema, type ToRunner } from './messages.ts';
import { runnerEnvironment } from './runner-environment.ts';

/** Milliseconds after which a runner counts as lost. */
export interface RunnerTimes {
  /** From the fork until it can take a job. */
  readonly startMs: number;
  /** Without a sign of life when it has nothing to do. */
  readonly idleSilenceMs: number;
  /** Without a sign of life in a job: onnxruntime blocks its event loop for a whole evaluation of a model. */
  readonly silenceMs: number;
  /** Without an event of its job though it lives. */
  readonly stallMs: number;
}

export const RUNNER_TIMES: RunnerTimes = {
  startMs: 60_000,
  idleSilenceMs: 30_000,
  silenceMs: 15 * 60_000,
  stallMs: 30 * 60_000,
};

export interface RunnerOptions {
  readonly setUp: Omit<ToRunner & { type: 'setUp' }, 'type'>;
  /** Which of several GPUs it sees. */
  readonly gpu?: number;
  /** The module it runs. */
  readonly script: string;
  /** A fresh folder in here is its working directory: onnxruntime may resolve names in a model against that. */
  readonly scratch: string;
  readonly times: RunnerTimes;
}

export interface RunnerListener {
  onReady(device: string): void;
  onRefused(problem: Problem): void;
  onEvent(job: string, event: RunEventBody): void;
  onPreview(job: string, event: RunEventBody & { type: 'preview' }, bytes: Uint8Array): void;
  /** @param problem why, when it was not told to */
  onExit(problem: Problem | undefined): void;
}

const WATCH_MS = 250;

/** `src` and `dist` lie side by side. A process of its own runs what was built. */
export const RUNNER_SCRIPT = join(import.meta.dirname, '../../dist/runner/main.js');

/** One forked process that works on one job at a time, watched for signs of life. */
export class RunnerProcess {
  readonly #child: ChildProcess;
  readonly #listener: RunnerListener;
  readonly #times: RunnerTimes;
  readonly #watch: NodeJS.Timeout;
  #state: 'starting' | 'idle' | 'busy' = 'starting';
  readonly #words = new LastWords();
  /** Time since the last sign of life (while starting: since the fork), and since the last event of the job. */
  #silentMs = 0;
  #stalledMs = 0;
  #lookedAt = performance.now();
  #reason: Problem | undefined;
  #expected = false;

  constructor({ setUp, gpu, script, scratch, times }: RunnerOptions, listener: RunnerListener) {
    this.#listener = listener;
    this.#times = times;
    const cwd = makeScratch(scratch);
    this.#child = fork(script, [], {
      cwd,
      env: runnerEnvironment(process.env, gpu),
      execArgv: [],
      // Keeps the bytes of previews as they are.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => this.#words.hear(text));
    this.#child.on('message', (message) => this.#receive(message));
    this.#child.on('error', (error) =>
      this.#kill(exitProblem({ code: null, signal: null, stderr: error.message })),
    );
    this.#child.once('close', (code, signal) => {
      clearInterval(this.#watch);
      void rm(cwd, { recursive: true, force: true }).catch(() => undefined);
      const found = this.#reason ?? exitProblem({ code, signal, stderr: this.#words.text });
      listener.onExit(this.#expected ? undefined : found);
    });
    this.#watch = setInterval(() => this.#look(), WATCH_MS);
    this.#send({ type: 'setUp', ...setUp });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get state(): 'starting' | 'idle' | 'busy' {
    return this.#state;
  }

  run(job: string, { document, targets, overrides }: RunRequest): void {
    this.#state = 'busy';
    this.#stalledMs = 0;
    const request = {
      document,
      ...(targets === undefined ? {} : { targets: [...targets] }),
      ...(overrides === undefined ? {} : { overrides: overrides as Record<string, never> }),
    };
    this.#send({ type: 'run', job, request });
  }

  /** Cooperative: between steps. */
  cancel(job: string): void {
    this.#send({ type: 'cancel', job });
  }

  /** At once, whatever it does; its exit has no problem then. */
  end(): void {
    this.#expected = true;
    this.#child.kill('SIGKILL');
  }

  #receive(raw: unknown): void {
    const parsed = fromRunnerSchema.safeParse(raw);
    if (parsed.success) {
      if (this.#state !== 'starting') this.#silentMs = 0;
      this.#deliver(parsed.data);
    } else {
      this.#kill(exitProblem({ code: null, signal: null, stderr: parsed.error.message }));
    }
  }

  #deliver(message: FromRunner): void {
    switch (message.type) {
      case 'alive':
        break;
      case 'ready':
        this.#state = 'idle';
        this.#silentMs = 0;
        this.#listener.onReady(message.device);
        break;
      case 'refused':
        this.#listener.onRefused(message.problem);
        break;
      case 'event':
        this.#stalledMs = 0;
        this.#listener.onEvent(message.job, message.event);
        break;
      case 'preview':
        if (message.event.type === 'preview')
          this.#listener.onPreview(message.job, message.event, message.bytes);
    }
  }

  /** Called by the listener once it has recorded the end of the job. */
  rest(): void {
    if (this.#state === 'busy') this.#state = 'idle';
    this.#silentMs = 0;
  }

  #look(): void {
    const now = performance.now();
    // While this process itself stood still (a laptop asleep, a long garbage collection) no message could get in.
    const passedMs = Math.min(now - this.#lookedAt, 2 * WATCH_MS);
    this.#lookedAt = now;
    this.#silentMs += passedMs;
    this.#stalledMs += passedMs;
    const { startMs, idleSilenceMs, silenceMs, stallMs } = this.#times;
    const limitMs = { starting: startMs, idle: idleSilenceMs, busy: silenceMs }[this.#state];
    if (this.#silentMs > limitMs) this.#kill(silentProblem(limitMs));
    else if (this.#state === 'busy' && this.#stalledMs > stallMs) this.#kill(stalledProblem(stallMs));
  }

  #kill(reason: Problem): void {
    this.#reason ??= reason;
    this.#child.kill('SIGKILL');
  }

  #send(message: ToRunner): void {
    // A child that has just died refuses; its exit tells more.
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

/** A home that is full has no room for a folder either; the system's own one may. */
function makeScratch(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, 'latentgraph-runner-'));
  } catch {
    return mkdtempSync(join(tmpdir(), 'latentgraph-runner-'));
  }
}
