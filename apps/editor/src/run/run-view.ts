import type { Problem, RunState, StepReadings, WorkflowDocument } from '@latentgraph/graph-core';
import type { UsedSeeds } from './settle-seeds.ts';

/** What a person sees of one run: folded from its events, and the only thing that views read. */
export interface RunView {
  /** Ours, given when it was asked for; the runtime's own id comes later. */
  readonly key: string;
  /** Shared by runs that were asked for together. */
  readonly batch: string;
  /** Key of the open workflow when it was asked for: other workflows do not show it. */
  readonly workflow: string;
  /** The document as it was run, seeds resolved. */
  readonly document: WorkflowDocument;
  /** The nodes that it was to run up to; undefined for everything. */
  readonly targets: readonly string[] | undefined;
  readonly seeds: UsedSeeds;
  /** Where it runs: `This browser`, or the name of a server. */
  readonly place: string;
  /** Whether it was started by a change of the document: a newer change ends it. */
  readonly live: boolean;
  readonly state: RunState;
  /** Whether a runtime has been given it; until then its place in the queue can change. */
  readonly submitted: boolean;
  readonly device: string | undefined;
  /** When it was asked for, in milliseconds since 1970; later than the run asked for before it. */
  readonly askedAt: number;
  /** When it began to compute; undefined while it waits. */
  readonly startedAt: number | undefined;
  readonly elapsedMs: number | undefined;
  /** How many nodes run; undefined until it is known. */
  readonly nodeCount: number | undefined;
  readonly nodes: Readonly<Record<string, NodeRunView>>;
  /** By the zone's id. */
  readonly zones: Readonly<Record<string, ZoneRunView>>;
  readonly loading: LoadingView | undefined;
  /** Every picture that came out, in order. */
  readonly outputs: readonly OutputView[];
  /** Why it failed. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Whether its server does not answer at the moment; the run itself goes on. */
  readonly unreachable: boolean;
  /** Why it goes on although it was to be cancelled. */
  readonly cancelProblem: Problem | undefined;
}

export interface NodeRunView {
  /** `waiting`: has not had its turn in this run; its picture is that of an earlier one. */
  readonly state: 'waiting' | 'running' | 'done' | 'cached' | 'failed';
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
  /** What each finished step went by, its timestep for one; empty for zones that do not tell. */
  readonly readings: readonly StepReadings[];
  /** When the last step finished, in milliseconds since 1970. */
  readonly steppedAt: number;
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

/** Whether it runs or waits. */
export function isActive({ state }: RunView): boolean {
  return state === 'queued' || state === 'running';
}

export function isRunning({ state }: RunView): boolean {
  return state === 'running';
}
