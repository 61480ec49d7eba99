import type { Asset, WorkflowDocument } from '@latentgraph/graph-core';
import type { StoreApi } from 'zustand/vanilla';
import type { RunView } from './run-view.ts';

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
   * Runs a document where the runtime picker says; resolves when all of these runs have ended, and with none while the
   * open workflow may not run, or where a newer live request takes the place of this one before it begins.
   */
  run(document: WorkflowDocument, options?: RunOptions): Promise<readonly RunView[]>;
  /**
   * Cancels one run, by default the first. One that waits leaves the queue; one that cannot be cancelled goes on, its
   * view says why, and it may be cancelled again.
   */
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
