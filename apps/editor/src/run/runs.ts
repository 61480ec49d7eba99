import type { Asset, RunEvent, RunState, Runtime, WorkflowDocument } from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { newKey } from '../document/new-key.ts';
import { ended, foldEvent } from './fold-event.ts';
import { follow } from './follow.ts';
import { giveAssets } from './give-assets.ts';
import type { RunMemory } from './run-memory.ts';
import { isActive, isRunning, type OutputView, type RunView } from './run-view.ts';
import type { Place } from './runtimes/place.ts';
import type { Runtimes } from './runtimes/runtimes.ts';
import { problemOf } from './runtimes/status.ts';
import { createSeedSettler } from './settle-seeds.ts';
import { type AskedRun, startingView } from './starting-view.ts';

export interface RunsState {
  /** The run of the open workflow whose progress and pictures the canvas shows: the one under way, else the last. */
  readonly shown: RunView | undefined;
  /** What runs and what waits, in order. */
  readonly queue: readonly RunView[];
  /** What has ended since the page was opened, newest first. */
  readonly ended: readonly RunView[];
}

export interface RunOptions {
  /** Nodes to run up to; everything by default. */
  readonly targets?: readonly string[];
  /** How many runs, with changing seeds; 1 by default. */
  readonly count?: number;
  /** Takes the place of the last run that was asked for like this. */
  readonly live?: boolean;
}

/** Asks runtimes for runs, and shows what comes of them. */
export interface Runs {
  readonly store: StoreApi<RunsState>;
  /**
   * Runs a document where the runtime picker says; resolves when all of these runs have ended, at once and with none
   * while the open workflow may not run.
   */
  run(document: WorkflowDocument, options?: RunOptions): Promise<readonly RunView[]>;
  /** Cancels one run, by default the first. One that waits leaves the queue. */
  cancel(key?: string): Promise<void>;
  cancelAll(): Promise<void>;
  /** Moves a run that waits in this page by so many places, −1 is one earlier. */
  move(key: string, by: number): void;
  /** Marks what runs at a server as out of sight; the next event of a run says that it is not. */
  lostSight(url: string): void;
  /** Shows what belongs to the workflow that is open now. */
  workflowChanged(): void;
  /** Takes up runs that a server went on with while the page was away. */
  resume(): Promise<void>;
  /** The bytes of a picture that a run showed, from wherever they are. */
  picture(asset: string): Promise<Asset | undefined>;
}

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
  /** Told of every picture that comes out. */
  onOutput(view: RunView, output: OutputView, runtime: Runtime): void;
  onEnd(view: RunView): void;
}

interface Entry {
  view: RunView;
  readonly place: Place;
  /** The runtime's id, once it has been given the run. */
  run: string | undefined;
  cancelled: boolean;
  /** Called with the last view. */
  settle(view: RunView): void;
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
  #entries: readonly Entry[] = [];

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  async run(document: WorkflowDocument, options: RunOptions = {}): Promise<readonly RunView[]> {
    const { targets, count = 1, live = false } = options;
    if (!this.#options.mayRun()) return [];
    if (live) await this.#cancelAll(this.#entries.filter(({ view }) => view.live));
    const place = this.#options.runtimes.current();
    const runs = Array.from({ length: count }, (_, round) => {
      const settled = this.#seeds.settle(document, round);
      const asked: AskedRun = {
        ...{ key: newKey(), workflow: this.#options.openWorkflow(), askedAt: Date.now() },
        ...{ document: settled.document, targets, seeds: settled.used, live },
        ...{ place: place.name, submitted: false },
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
        const view = startingView(asked, undefined);
        const entry: Entry = { view, place, run, cancelled: false, settle: () => undefined };
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

  #enqueue(asked: AskedRun, place: Place): Promise<RunView> {
    return new Promise((settle) => {
      const view = startingView(asked, this.store.getState().shown);
      this.#entries = [...this.#entries, { view, place, run: undefined, cancelled: false, settle }];
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

  async #perform(entry: Entry): Promise<void> {
    const { runtime } = entry.place;
    try {
      entry.run ??= await this.#submit(entry);
      if (entry.cancelled) await runtime.cancel(entry.run);
      await follow(runtime, entry.run, {
        onEvent: (event) => this.#receive(entry, event),
        onUnreachable: () => this.#update(entry, { ...entry.view, unreachable: true }),
        isGivenUp: () => entry.cancelled && entry.view.unreachable,
      });
      this.#finish(entry, 'cancelled');
    } catch (error) {
      if (!entry.cancelled) entry.view = { ...entry.view, problems: [problemOf(error)] };
      this.#finish(entry, entry.cancelled ? 'cancelled' : 'failed');
    }
  }

  async #submit({ place, view }: Entry): Promise<string> {
    const { key, workflow, document, targets, seeds, live, askedAt } = view;
    await giveAssets(document, place.runtime, this.#options.findAsset);
    const run = await place.runtime.submit({ document, ...(targets === undefined ? {} : { targets }) });
    if (place.url !== undefined) {
      const asked: AskedRun = {
        ...{ key, workflow, document, targets, seeds, live, askedAt },
        ...{ place: place.name, submitted: true },
      };
      await this.#options.memory.remember({ key, url: place.url, run, asked });
    }
    return run;
  }

  #receive(entry: Entry, event: RunEvent): void {
    const before = entry.view.outputs;
    this.#update(entry, { ...foldEvent(entry.view, event, Date.now()), unreachable: false });
    const output = entry.view.outputs.at(-1);
    if (output && entry.view.outputs !== before) {
      this.#options.onOutput(entry.view, output, entry.place.runtime);
    }
  }

  /** @param state of a run that has not said how it ended */
  #finish(entry: Entry, state: RunState): void {
    const { view, place } = entry;
    const last = isActive(view) ? ended(view, state, view.elapsedMs) : view;
    this.#entries = this.#entries.filter((it) => it !== entry);
    // Of those that changes of the document started only the last one counts.
    const before = this.store.getState().ended.filter((it) => !(last.live && it.live));
    this.#publish([last, ...before].slice(0, REMEMBERED_RUNS));
    if (place.url !== undefined) void this.#options.memory.forget(view.key);
    entry.settle(last);
    this.#options.onEnd(last);
    this.#options.runtimes.closeUnused(new Set(this.#entries.map(({ place }) => place.runtime)));
    this.#startWhatCan();
  }

  async #cancelAll(entries: readonly Entry[]): Promise<void> {
    await Promise.all(entries.map((entry) => this.#cancelOne(entry)));
  }

  async #cancelOne(entry: Entry): Promise<void> {
    if (entry.cancelled) return;
    entry.cancelled = true;
    if (!entry.view.submitted) this.#finish(entry, 'cancelled');
    else if (entry.run !== undefined) await entry.place.runtime.cancel(entry.run).catch(() => undefined);
  }

  #update(entry: Entry, view: RunView): void {
    entry.view = view;
    this.#publish();
  }

  #publish(endedViews = this.store.getState().ended): void {
    const { openWorkflow, keptView } = this.#options;
    const queue = this.#entries.map(({ view }) => view);
    const all = [...queue.filter(isRunning), ...queue, ...endedViews];
    const shown = all.find(({ workflow }) => workflow === openWorkflow()) ?? keptView();
    this.store.setState({ shown, queue, ended: endedViews });
  }
}

/** Those that have been handed to a runtime keep their places. */
function moved(entries: readonly Entry[], key: string, by: number): readonly Entry[] {
  const fixed = entries.filter(({ view }) => view.submitted);
  const waiting = entries.filter(({ view }) => !view.submitted);
  const from = waiting.findIndex(({ view }) => view.key === key);
  if (from < 0) return entries;
  const [entry] = waiting.splice(from, 1);
  waiting.splice(Math.max(0, from + by), 0, entry!);
  return [...fixed, ...waiting];
}
