import {
  type Problem,
  ProblemError,
  type RunEvent,
  type RunState,
  type RunSummary,
} from '@latentgraph/graph-core';
import { EventLog } from '@latentgraph/runtime-core';
import { unknownRun } from './problems.ts';

/** Runs that have ended are remembered up to this many, with their events. */
const REMEMBERED_RUNS = 100;

interface KeptRun {
  readonly log: EventLog;
  readonly name: string | undefined;
  readonly startedMs: number;
  state: RunState;
}

/** What the page knows of its runs. It outlives the worker, so that a run whose worker is lost can be told to have failed. */
export class RunLogs {
  readonly #runs = new Map<string, KeptRun>();

  add(run: string, name: string | undefined): void {
    const log = new EventLog(run);
    this.#runs.set(run, { log, name, startedMs: performance.now(), state: 'queued' });
    for (const [id, { state }] of this.#runs) {
      if (this.#runs.size <= REMEMBERED_RUNS) return;
      if (state !== 'queued' && state !== 'running') this.#runs.delete(id);
    }
  }

  append(event: RunEvent): void {
    const known = this.#runs.get(event.run);
    if (!known || known.log.ended) return;
    const { run: _run, seq: _seq, ...body } = event;
    known.log.append(body as RunEvent);
    if (body.type === 'started') known.state = 'running';
    if (body.type === 'finished' || body.type === 'cancelled' || body.type === 'failed') {
      known.state = body.type;
    }
  }

  failActive(problem: Problem): void {
    for (const [run, { log, startedMs, state }] of this.#runs) {
      if (log.ended || (state !== 'queued' && state !== 'running')) continue;
      const elapsedMs = performance.now() - startedMs;
      this.append({ run, seq: 1, type: 'failed', problems: [problem], elapsedMs });
    }
  }

  /** @throws ProblemError for an unknown run */
  events(run: string, afterSeq?: number): AsyncIterable<RunEvent> {
    return this.#find(run).log.read(afterSeq);
  }

  isActive(run: string): boolean {
    return !this.#find(run).log.ended;
  }

  list(): readonly RunSummary[] {
    return [...this.#runs].map(([run, { state, name }]) => ({ run, state, name }));
  }

  #find(run: string): KeptRun {
    const known = this.#runs.get(run);
    if (known) return known;
    throw new ProblemError(unknownRun(run));
  }
}
