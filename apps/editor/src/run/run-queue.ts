import type { Asset, RunEvent, RunState, Runtime, WorkflowDocument } from '@latentgraph/graph-core';
import { createStore } from 'zustand/vanilla';
import { newKey } from '../document/new-key.ts';
import { ended, foldEvent } from './fold-event.ts';
import { follow } from './follow.ts';
import { FollowTurns } from './follow-turns.ts';
import { giveAssets } from './give-assets.ts';
import { moved, newEntry, type QueueEntry, show } from './queue-entry.ts';
import type { RunMemory } from './run-memory.ts';
import { isActive, isRunning, type OutputView, type RunView } from './run-view.ts';
import type { RunOptions, Runs, RunsState } from './runs.ts';
import type { Place } from './runtimes/place.ts';
import type { Runtimes } from './runtimes/runtimes.ts';
import { runtimeProblem } from './runtimes/status.ts';
import { createSeedSettler } from './settle-seeds.ts';
import type { AskedRun } from './starting-view.ts';

export interface RunsOptions {
  readonly runtimes: Pick<Runtimes, 'current' | 'places' | 'server' | 'closeUnused'>;
  readonly memory: RunMemory;
  /** Key of the open workflow. */
  openWorkflow(): string;
  /** False for a workflow from elsewhere that nobody has allowed to run. */
  mayRun(): boolean;
  /** What the open workflow showed before this page was opened. */
  keptView(): RunView | undefined;
  /** Pictures that documents name, and pictures of earlier runs. */
  findAsset(hash: string): Promise<Asset | undefined>;
  /** Told of every picture that comes out; its runtime is not closed before this resolves, and it never rejects. */
  onOutput(view: RunView, output: OutputView, runtime: Runtime): Promise<void>;
  onEnd(view: RunView): void;
}

/** Runs that have ended are remembered up to this many. */
const REMEMBERED_RUNS = 20;

export function createRuns(options: RunsOptions): Runs {
  return new RunQueue(options);
}

class RunQueue implements Runs {
  readonly store = createStore<RunsState>(() => ({ shown: undefined, queue: [], ended: [] }));
  readonly #options: RunsOptions;
  readonly #seeds = createSeedSettler();
  readonly #turns = new FollowTurns();
  #entries: readonly QueueEntry[] = [];
  /** Whose pictures are being fetched, once for each picture. */
  #givers: readonly Runtime[] = [];
  /** When the last run was asked for: no two at once, so that their order is known after a reload, too. */
  #lastAskedAt = 0;
  /** How many live runs were asked for. */
  #liveRequests = 0;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  async run(document: WorkflowDocument, options: RunOptions = {}): Promise<readonly RunView[]> {
    const { targets, count = 1, live = false } = options;
    if (!this.#options.mayRun()) return [];
    const workflow = this.#options.openWorkflow();
    if (live && !(await this.#takeTurn())) return [];
    const place = this.#options.runtimes.current();
    const batch = newKey();
    const runs = Array.from({ length: count }, (_, round) => {
      const settled = this.#seeds.settle(document, workflow, round);
      const asked: AskedRun = {
        key: newKey(),
        batch,
        workflow,
        document: settled.document,
        targets,
        seeds: settled.used,
        place: place.name,
        live,
        askedAt: this.#nextInstant(),
        submitted: false,
      };
      return this.#enqueue(asked, place);
    });
    return Promise.all(runs);
  }

  async cancel(key = this.store.getState().queue[0]?.key): Promise<void> {
    await this.#cancelAll(this.#entries.filter(({ view }) => view.key === key));
  }

  async cancelAll(): Promise<void> {
    // From behind, so that none of them begins in between.
    await this.#cancelAll(this.#entries.toReversed());
  }

  move(key: string, by: number): void {
    this.#entries = moved(this.#entries, key, by);
    this.#publish();
  }

  lostSight(url: string): void {
    for (const entry of this.#entries) {
      if (entry.place.url === url) entry.view = { ...entry.view, unreachable: true };
    }
    this.#publish();
  }

  workflowChanged(): void {
    this.#publish();
  }

  async resume(): Promise<void> {
    const { memory, runtimes } = this.#options;
    for (const { key, url, run, asked } of await memory.takeUp()) {
      const place = runtimes.server(url);
      if (place === undefined) await memory.forget(key);
      else {
        const entry = newEntry(asked, place, { run });
        this.#entries = [...this.#entries, entry];
        void this.#perform(entry);
      }
    }
    this.#publish();
  }

  async picture(asset: string): Promise<Asset | undefined> {
    const kept = await this.#options.findAsset(asset);
    if (kept) return kept;
    for (const { runtime } of this.#options.runtimes.places()) {
      const found = await runtime.assets.get(asset).catch(() => undefined);
      if (found) return found;
    }
    return undefined;
  }

  #nextInstant(): number {
    this.#lastAskedAt = Math.max(Date.now(), this.#lastAskedAt + 1);
    return this.#lastAskedAt;
  }

  /** Ends the live runs so far; false where a newer request has come meanwhile. */
  async #takeTurn(): Promise<boolean> {
    this.#liveRequests += 1;
    const request = this.#liveRequests;
    await this.#cancelAll(this.#entries.filter(({ view }) => view.live));
    return request === this.#liveRequests;
  }

  #enqueue(asked: AskedRun, place: Place): Promise<RunView> {
    return new Promise((settle) => {
      this.#entries = [...this.#entries, newEntry(asked, place, { settle })];
      this.#publish();
      this.#startWhatCan();
    });
  }

  /** A server has a queue of its own, which outlives this page. The browser's worker is given one run at a time. */
  #startWhatCan(): void {
    for (const entry of this.#entries) {
      if (entry.view.submitted) continue;
      const isBusy = this.#entries.some(({ place, view }) => place.kind === 'browser' && view.submitted);
      if (entry.place.kind === 'browser' && isBusy) continue;
      this.#update(entry, { ...entry.view, submitted: true });
      void this.#perform(entry);
    }
  }

  async #perform(entry: QueueEntry): Promise<void> {
    const { runtime } = entry.place;
    try {
      entry.run ??= await this.#submit(entry);
      if (entry.cancelling === 'asked') void this.#stop(entry, entry.run);
      await this.#turns.begin(entry);
      await follow(runtime, entry.run, {
        onEvent: (event) => this.#receive(entry, event),
        onUnreachable: () => this.#update(entry, { ...entry.view, unreachable: true }),
        isGivenUp: () => entry.cancelling === 'accepted' && entry.view.unreachable,
      });
      this.#finish(entry, 'cancelled');
    } catch (error) {
      // What no runtime was given has nobody who could refuse.
      const isCancelled = entry.cancelling === (entry.run === undefined ? 'asked' : 'accepted');
      if (!isCancelled) entry.view = { ...entry.view, problems: [runtimeProblem(error)] };
      this.#finish(entry, isCancelled ? 'cancelled' : 'failed');
    }
  }

  async #submit({ place, view }: QueueEntry): Promise<string> {
    const { key, batch, workflow, document, targets, seeds, live, askedAt } = view;
    await giveAssets(document, place.runtime, this.#options.findAsset);
    const run = await place.runtime.submit({ document, ...(targets === undefined ? {} : { targets }) });
    if (place.url !== undefined) {
      const asked = { key, batch, workflow, document, targets, seeds, place: place.name, live, askedAt };
      // Not awaited: the run goes on whether or not this browser remembers it.
      void this.#options.memory.remember({ key, url: place.url, run, asked: { ...asked, submitted: true } });
    }
    return run;
  }

  #receive(entry: QueueEntry, event: RunEvent): void {
    const before = entry.view.outputs;
    this.#update(entry, { ...foldEvent(entry.view, event, Date.now()), unreachable: false });
    const output = entry.view.outputs.at(-1);
    if (output && entry.view.outputs !== before) void this.#giveOutput(entry, output);
  }

  async #giveOutput({ view, place: { runtime } }: QueueEntry, output: OutputView): Promise<void> {
    this.#givers = [...this.#givers, runtime];
    await this.#options.onOutput(view, output, runtime);
    this.#givers = this.#givers.toSpliced(this.#givers.indexOf(runtime), 1);
    this.#closeUnused();
  }

  /** A worker takes its pictures with it: it stays until they have been fetched. */
  #closeUnused(): void {
    const running = this.#entries.map(({ place }) => place.runtime);
    this.#options.runtimes.closeUnused(new Set([...running, ...this.#givers]));
  }

  /** @param state of a run that has not said how it ended */
  #finish(entry: QueueEntry, state: RunState): void {
    const { view, place } = entry;
    const last = isActive(view) ? ended(view, state, view.elapsedMs) : view;
    this.#entries = this.#entries.filter((it) => it !== entry);
    // Of those that changes of the document started only the last one counts.
    const before = this.store.getState().ended.filter((it) => !(last.live && it.live));
    this.#publish([last, ...before].slice(0, REMEMBERED_RUNS));
    if (place.url !== undefined) void this.#options.memory.forget(view.key);
    entry.settle(last);
    this.#options.onEnd(last);
    this.#closeUnused();
    this.#turns.end(entry);
    this.#startWhatCan();
  }

  async #cancelAll(entries: readonly QueueEntry[]): Promise<void> {
    await Promise.all(entries.map((entry) => this.#cancelOne(entry)));
  }

  async #cancelOne(entry: QueueEntry): Promise<void> {
    if (entry.cancelling !== 'no') return;
    entry.cancelling = 'asked';
    if (!entry.view.submitted) this.#finish(entry, 'cancelled');
    else if (entry.run !== undefined) await this.#stop(entry, entry.run);
  }

  /** Has the runtime cancel a run; one that it does not cancel goes on. */
  async #stop(entry: QueueEntry, run: string): Promise<void> {
    this.#update(entry, { ...entry.view, cancelProblem: undefined });
    try {
      await entry.place.runtime.cancel(run);
      entry.cancelling = 'accepted';
      this.#turns.review();
    } catch (error) {
      entry.cancelling = 'no';
      this.#update(entry, { ...entry.view, cancelProblem: runtimeProblem(error) });
    }
  }

  #update(entry: QueueEntry, view: RunView): void {
    entry.view = view;
    this.#publish();
  }

  #publish(endedViews = this.store.getState().ended): void {
    const workflow = this.#options.openWorkflow();
    const own = this.#entries.filter(({ view }) => view.workflow === workflow);
    const entry = own.find(({ view }) => isRunning(view)) ?? own[0];
    const last = () => endedViews.find((view) => view.workflow === workflow) ?? this.#options.keptView();
    if (entry?.wasShown === false) show(entry, last());
    const queue = this.#entries.map(({ view }) => view);
    this.store.setState({ shown: entry?.view ?? last(), queue, ended: endedViews });
  }
}
