import type { Asset, RunEvent, RunState, Runtime, WorkflowDocument } from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ended, foldEvent } from './fold-event.ts';
import { follow } from './follow.ts';
import { giveAssets } from './give-assets.ts';
import type { RunMemory } from './run-memory.ts';
import { isActive, isRunning, type OutputView, type RunView } from './run-view.ts';
import { type Place, problemOf, type Runtimes } from './runtimes/runtimes.ts';
import type { ServerRun } from './server-run.ts';
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
  /** Runs a document where the runtime picker says; resolves when all of these runs have ended. */
  run(document: WorkflowDocument, options?: RunOptions): Promise<readonly RunView[]>;
  /** Cancels one run, by default the one that is shown. One that waits leaves the queue. */
  cancel(key?: string): Promise<void>;
  cancelAll(): Promise<void>;
  /** Moves a run that waits in this page by so many places, −1 is one earlier. */
  move(key: string, by: number): void;
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
  const { runtimes, memory, openWorkflow, keptView, findAsset, onOutput, onEnd } = options;
  const store = createStore<RunsState>(() => ({ shown: undefined, queue: [], ended: [] }));
  const seeds = createSeedSettler();
  let entries: readonly Entry[] = [];

  function publish(endedViews = store.getState().ended): void {
    const queue = entries.map(({ view }) => view);
    const own = [...queue.filter(isRunning), ...queue, ...endedViews];
    const shown = own.find(({ workflow }) => workflow === openWorkflow()) ?? keptView();
    store.setState({ shown, queue, ended: endedViews });
  }

  function update(entry: Entry, view: RunView): void {
    entry.view = view;
    publish();
  }

  function receive(entry: Entry, event: RunEvent): void {
    const before = entry.view.outputs;
    update(entry, { ...foldEvent(entry.view, event, Date.now()), unreachable: false });
    const output = entry.view.outputs.at(-1);
    if (output && entry.view.outputs !== before) onOutput(entry.view, output, entry.place.runtime);
  }

  function enqueue(asked: AskedRun, place: Place): Promise<RunView> {
    return new Promise((settle) => {
      const view = startingView(asked, store.getState().shown);
      entries = [...entries, { view, place, run: undefined, cancelled: false, settle }];
      publish();
      startWhatCan();
    });
  }

  function takeUp({ run, asked }: ServerRun, place: Place): void {
    const entry: Entry = {
      view: startingView(asked, undefined),
      ...{ place, run, cancelled: false, settle: () => undefined },
    };
    entries = [...entries, entry];
    publish();
    void perform(entry);
  }

  /** A server has a queue of its own, which outlives this page. The browser's worker is given one run at a time. */
  function startWhatCan(): void {
    for (const entry of entries) {
      if (entry.view.submitted) continue;
      const busy = entries.some(({ place, view }) => place.kind === 'browser' && view.submitted);
      if (entry.place.kind === 'browser' && busy) continue;
      update(entry, { ...entry.view, submitted: true });
      void perform(entry);
    }
  }

  async function perform(entry: Entry): Promise<void> {
    try {
      entry.run ??= await submit(entry);
      if (entry.cancelled) await entry.place.runtime.cancel(entry.run);
      await follow(entry.place.runtime, entry.run, {
        onEvent: (event) => receive(entry, event),
        onUnreachable: () => update(entry, { ...entry.view, unreachable: true }),
        isGivenUp: () => entry.cancelled && entry.view.unreachable,
      });
      finish(entry, isActive(entry.view) ? 'cancelled' : entry.view.state);
    } catch (error) {
      if (entry.cancelled) return finish(entry, 'cancelled');
      entry.view = { ...entry.view, problems: [problemOf(error)] };
      finish(entry, 'failed');
    }
  }

  async function submit({ place, view }: Entry): Promise<string> {
    const { key, workflow, document, targets, seeds, live, askedAt } = view;
    await giveAssets(document, place.runtime, findAsset);
    const run = await place.runtime.submit({ document, ...(targets === undefined ? {} : { targets }) });
    if (place.url !== undefined) {
      const asked: AskedRun = {
        ...{ key, workflow, document, targets, seeds, live, askedAt },
        ...{ place: place.name, submitted: true },
      };
      await memory.remember({ key, url: place.url, run, asked });
    }
    return run;
  }

  function finish(entry: Entry, state: RunState): void {
    const { view } = entry;
    const last = isActive(view) ? ended(view, state, view.elapsedMs) : view;
    entries = entries.filter((it) => it !== entry);
    publish([last, ...store.getState().ended].slice(0, REMEMBERED_RUNS));
    if (entry.place.url !== undefined) void memory.forget(view.key);
    entry.settle(last);
    onEnd(last);
    runtimes.closeUnused(new Set(entries.map(({ place }) => place.runtime)));
    startWhatCan();
  }

  async function cancelEntry(entry: Entry): Promise<void> {
    if (entry.cancelled) return;
    entry.cancelled = true;
    if (!entry.view.submitted) finish(entry, 'cancelled');
    else if (entry.run !== undefined) await entry.place.runtime.cancel(entry.run).catch(() => undefined);
  }

  return {
    store,
    async run(document, { targets, count = 1, live = false } = {}) {
      if (live) await Promise.all(entries.filter(({ view }) => view.live).map(cancelEntry));
      const place = runtimes.current();
      const runs = Array.from({ length: count }, (_, round) => {
        const settled = seeds.settle(document, round);
        const asked: AskedRun = {
          ...{ key: crypto.randomUUID(), workflow: openWorkflow(), askedAt: Date.now() },
          ...{ document: settled.document, targets, seeds: settled.used, live },
          ...{ place: place.name, submitted: false },
        };
        return enqueue(asked, place);
      });
      return Promise.all(runs);
    },
    async cancel(key = store.getState().shown?.key) {
      await Promise.all(entries.filter(({ view }) => view.key === key).map(cancelEntry));
    },
    async cancelAll() {
      await Promise.all(entries.toReversed().map(cancelEntry));
    },
    move(key, by) {
      entries = moved(entries, key, by);
      publish();
    },
    workflowChanged: () => publish(),
    async resume() {
      for (const run of await memory.takeUp()) {
        const place = runtimes.server(run.url);
        if (place) takeUp(run, place);
        else await memory.forget(run.key);
      }
    },
    async picture(asset) {
      const kept = await findAsset(asset);
      if (kept) return kept;
      for (const { runtime } of runtimes.places()) {
        const found = await runtime.assets.get(asset).catch(() => undefined);
        if (found) return found;
      }
      return undefined;
    },
  };
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
