import type { Asset, Problem, Runtime, WorkflowDocument } from '@latentgraph/graph-core';
import { ProblemError } from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { foldEvent } from './fold-event.ts';
import type { RunView } from './run-view.ts';

export interface RunsState {
  /** The run whose progress and pictures the canvas shows: the one under way, else the last. */
  readonly shown: RunView | undefined;
}

/** Asks runtimes for runs, one after the other, and shows what comes of them. */
export interface Runs {
  readonly store: StoreApi<RunsState>;
  /** Runs a document to its end. */
  run(document: WorkflowDocument, targets?: readonly string[]): Promise<RunView>;
  cancel(): Promise<void>;
  /** The bytes of a picture that a run showed. */
  picture(asset: string): Promise<Asset | undefined>;
}

export function createRuns(runtime: Runtime): Runs {
  const store = createStore<RunsState>(() => ({ shown: undefined }));
  let current: string | undefined;

  function show(view: RunView): RunView {
    store.setState({ shown: view });
    return view;
  }

  return {
    store,
    async run(document, targets) {
      let view = show(startingView(document));
      try {
        current = await runtime.submit({ document, ...(targets === undefined ? {} : { targets }) });
        for await (const event of runtime.events(current)) view = show(foldEvent(view, event));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        view = show(failedView(view, error.problem));
      } finally {
        current = undefined;
      }
      return view;
    },
    async cancel() {
      if (current !== undefined) await runtime.cancel(current);
    },
    picture: (asset) => runtime.assets.get(asset),
  };
}

function startingView(document: WorkflowDocument): RunView {
  return {
    key: crypto.randomUUID(),
    document,
    state: 'queued',
    device: undefined,
    askedAt: Date.now(),
    elapsedMs: undefined,
    nodes: {},
    zones: {},
    loading: undefined,
    outputs: [],
    problems: [],
    warnings: [],
  };
}

function failedView(view: RunView, problem: Problem): RunView {
  return { ...view, state: 'failed', loading: undefined, problems: [problem] };
}
