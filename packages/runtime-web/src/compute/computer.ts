import type { ValueMemory } from '@latentgraph/graph-core';
import type { Backend, ModelKey } from '@latentgraph/nodes';
import type { CheckedModel, LoadingListener } from '@latentgraph/runtime-core';
import type { SiteModel } from '../models/site-model-store.ts';
import type { Diagnostics } from '../protocol/methods.ts';

/** What computes: a Backend, and what the engine needs to look after its tensors. */
export interface Computer {
  readonly ops: Backend;
  readonly memory: ValueMemory;
  /** Puts away what outlives a run. */
  tidy(): Promise<void>;
  diagnostics(): Diagnostics;
}

export interface ComputerOptions {
  /** For operators on the CPU. */
  readonly threads: number;
  /** Weights of open sessions may take so much. */
  readonly sessionBytes: number;
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<CheckedModel<SiteModel>>;
  readonly onLoading: LoadingListener;
}
