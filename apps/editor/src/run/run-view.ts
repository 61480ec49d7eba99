import type { Problem, RunState, WorkflowDocument } from '@latentgraph/graph-core';

/** What a person sees of one run: folded from its events, and the only thing that views read. */
export interface RunView {
  /** Ours, given when it was asked for; the runtime's own id comes later. */
  readonly key: string;
  /** The document as it was run, seeds resolved. */
  readonly document: WorkflowDocument;
  readonly state: RunState;
  readonly device: string | undefined;
  /** When it was asked for, in milliseconds since 1970. */
  readonly askedAt: number;
  readonly elapsedMs: number | undefined;
  readonly nodes: Readonly<Record<string, NodeRunView>>;
  /** By the zone's id. */
  readonly zones: Readonly<Record<string, ZoneRunView>>;
  readonly loading: LoadingView | undefined;
  /** Every picture that came out, in order. */
  readonly outputs: readonly OutputView[];
  /** Why it failed. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface NodeRunView {
  readonly state: 'running' | 'done' | 'cached' | 'failed';
  readonly elapsedMs?: number;
  readonly problem?: Problem;
  /** The last picture that this node showed. */
  readonly picture?: PictureRef;
}

export interface ZoneRunView {
  /** 1-based; 0 before the first has finished. */
  readonly step: number;
  readonly count: number;
  /** Milliseconds of each finished step. */
  readonly stepMs: readonly number[];
  /** The picture foreseen at each step, where one was made: `previews[step - 1]`. */
  readonly previews: readonly (PictureRef | undefined)[];
}

export interface LoadingView {
  readonly model: string;
  readonly component: string;
  readonly phase: 'fetching' | 'opening';
  readonly loadedBytes: number;
  readonly totalBytes: number | null;
}

/** A picture in the asset store of the runtime that made it. */
export interface PictureRef {
  readonly asset: string;
  readonly mediaType: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface OutputView extends PictureRef {
  readonly node: string;
  readonly index: number;
  readonly prefix?: string;
}
