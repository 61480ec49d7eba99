import {
  type CancelSignal,
  createCache,
  execute,
  type ModelFacts,
  type Plan,
  type Problem,
  ProblemError,
  plan,
  problem,
  type Registry,
  type ResultCache,
  type RunEvent,
  type RunEventBody,
  type RunRequest,
  type RunState,
  type RunSummary,
  type ValueMemory,
  type WorkloadLimits,
  workloadProblem,
} from '@latentgraph/graph-core';
import type { NodeServices } from '@latentgraph/nodes';
import { FactCollector, type ModelRequest } from './collect-facts.ts';
import { EventLog } from './event-log.ts';
import { LoadingClock } from './loading-clock.ts';

/** One run, as those who make its services see it. */
export interface RunScope {
  readonly run: string;
  readonly request: RunRequest;
  readonly plan: Plan;
  /** Every model that the workflow names, sorted. */
  readonly models: readonly ModelRequest[];
  emit(event: RunEventBody): void;
}

/** A run that is being planned. */
export interface PlanningScope {
  readonly signal: CancelSignal;
  emit(event: RunEventBody): void;
}

export interface EngineOptions {
  readonly registry: Registry;
  readonly memory: ValueMemory;
  readonly cacheBudgetBytes: number;
  /** What a run may make and hold; looked at before it allocates anything. */
  readonly limits: WorkloadLimits;
  /** What a `started` event names. */
  readonly device: string;
  /** May take long, where models come over the network. */
  facts(request: ModelRequest, scope: PlanningScope): Promise<ModelFacts>;
  /** @throws ProblemError when the run cannot begin */
  services(scope: RunScope): Promise<NodeServices>;
  newRunId(): string;
  /** Milliseconds from any origin. */
  now(): number;
  /** Lets the host's event loop turn once. */
  pause(): Promise<void>;
  /** After each run, before the next: for what the runtime wants to put away. */
  tidy?(): Promise<void>;
}

interface Run {
  readonly id: string;
  /** The workflow's. */
  readonly name: string | undefined;
  /** Dropped when the run has ended: with its embedded assets it may be tens of megabytes. */
  request: RunRequest | undefined;
  readonly log: EventLog;
  readonly signal: { aborted: boolean };
  readonly submittedAt: number;
  state: RunState;
}

/** Runs that have ended are remembered up to this many, with their events, and up to so many events together. */
const REMEMBERED_RUNS = 100;
const REMEMBERED_EVENTS = 50_000;

/** Plans and executes runs one after the other; the queueing, cancelling and telling that every runtime shares. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #cache: ResultCache;
  readonly #runs = new Map<string, Run>();
  #queue: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#cache = createCache({ budgetBytes: options.cacheBudgetBytes, memory: options.memory });
  }

  /** Accepts a run and returns its id at once; what is wrong with it arrives as a `failed` event. */
  submit(request: RunRequest): string {
    const id = this.#options.newRunId();
    const waiting = [...this.#runs.values()].filter(isActive).length;
    const run: Run = {
      id,
      name: request.document.name,
      request,
      log: new EventLog(id),
      signal: { aborted: false },
      submittedAt: this.#options.now(),
      state: 'queued',
    };
    this.#runs.set(id, run);
    this.#forgetOldRuns();
    this.#tell(run, { type: 'queued', position: waiting });
    this.#queue = this.#queue.then(() => this.#perform(run));
    return id;
  }

  /** @throws ProblemError for an unknown run */
  events(id: string, afterSeq?: number): AsyncIterable<RunEvent> {
    return this.#find(id).log.read(afterSeq);
  }

  /** Cooperative, between steps; a run that still waits ends at once. */
  cancel(id: string): void {
    const run = this.#find(id);
    run.signal.aborted = true;
    if (run.state === 'queued') this.#tell(run, { type: 'cancelled', elapsedMs: 0 });
  }

  runs(): readonly RunSummary[] {
    return [...this.#runs.values()].map(({ id, state, name }) => ({ run: id, state, name }));
  }

  /** Cancels what runs or waits, resolves when nothing does any more, and drops all cached results. */
  async dispose(): Promise<void> {
    for (const run of this.#runs.values()) if (isActive(run)) this.cancel(run.id);
    await this.#queue;
    this.#cache.clear();
  }

  async #perform(run: Run): Promise<void> {
    if (!run.request || run.log.ended) return;
    run.state = 'running';
    try {
      await this.#planAndExecute(run, run.request);
    } catch (error) {
      if (run.signal.aborted) this.#endCancelled(run);
      else this.#fail(run, [error instanceof ProblemError ? error.problem : crash(error)]);
    }
    // What could not be put away is in nobody's way but memory's; runs that wait must not suffer from it.
    await this.#options.tidy?.().catch(() => {});
  }

  async #planAndExecute(run: Run, request: RunRequest): Promise<void> {
    const { memory, device, now, pause, limits } = this.#options;
    const clock = new LoadingClock(now);
    const emit = (event: RunEventBody) => {
      clock.hear(event);
      this.#tell(run, event);
    };
    const planned = await this.#plan(request, { signal: run.signal, emit });
    if (!planned.ok) return this.#fail(run, planned.problems);
    const tooMuch = workloadProblem(planned.plan, limits);
    if (tooMuch) return this.#fail(run, [tooMuch]);
    emit({ type: 'started', device, nodeCount: planned.plan.nodes.length });
    const services = await this.#options.services({
      run: run.id,
      request,
      plan: planned.plan,
      models: planned.models,
      emit,
    });
    const { signal } = run;
    await execute(planned.plan, {
      ...{ services, memory, limits, signal, now, pause },
      stepClock: () => clock.read(),
      cache: this.#cache,
      onEvent: emit,
    });
  }

  async #plan({ document, targets, overrides }: RunRequest, scope: PlanningScope) {
    const lookup = new FactCollector((request) => this.#options.facts(request, scope));
    const options = {
      lookup,
      ...(targets === undefined ? {} : { targets }),
      ...(overrides === undefined ? {} : { overrides }),
    };
    let result = plan(document, this.#options.registry, options);
    if (await lookup.fetchAsked()) result = plan(document, this.#options.registry, options);
    return result.ok ? { ...result, models: lookup.asked } : result;
  }

  #fail(run: Run, problems: readonly Problem[]): void {
    if (run.log.ended) return;
    const elapsedMs = this.#options.now() - run.submittedAt;
    this.#tell(run, { type: 'failed', problems: [...problems], elapsedMs });
  }

  #endCancelled(run: Run): void {
    if (run.log.ended) return;
    this.#tell(run, { type: 'cancelled', elapsedMs: this.#options.now() - run.submittedAt });
  }

  #tell(run: Run, event: RunEventBody): void {
    if (event.type === 'finished' || event.type === 'cancelled' || event.type === 'failed') {
      run.state = event.type;
      run.request = undefined;
    }
    run.log.append(event);
  }

  #find(id: string): Run {
    const run = this.#runs.get(id);
    if (run) return run;
    throw new ProblemError({
      code: 'run-unknown',
      message: `There is no run '${id}'.`,
      remedy: `The last ${REMEMBERED_RUNS} runs since the start are remembered; submit the workflow again.`,
    });
  }

  #forgetOldRuns(): void {
    let events = 0;
    for (const { log } of this.#runs.values()) events += log.length;
    for (const run of this.#runs.values()) {
      if (this.#runs.size <= REMEMBERED_RUNS && events <= REMEMBERED_EVENTS) return;
      if (isActive(run)) continue;
      this.#runs.delete(run.id);
      events -= run.log.length;
    }
  }
}

function isActive(run: Run): boolean {
  return run.state === 'queued' || run.state === 'running';
}

function crash(error: unknown): Problem {
  return problem({
    code: 'run-crashed',
    message: `The run could not begin: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'This is a fault of the program, not of the workflow; please report it with the workflow file.',
  });
}
