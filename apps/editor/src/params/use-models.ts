import type { ModelSummary } from '@latentgraph/graph-core';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.tsx';

export interface KnownModels {
  /** Undefined until asked, and where the runtime does not answer. */
  readonly models: readonly ModelSummary[] | undefined;
  /** Asks the chosen runtime which models it has; asking starts it. */
  ask(): void;
}

/** The models of the runtime that the next run goes to. */
export function useModels(): KnownModels {
  const { runtimes } = useServices();
  const choice = useStore(runtimes.store, (state) => state.choice);
  const [answer, setAnswer] = useState<{ from: unknown; models: readonly ModelSummary[] }>();
  const ask = useCallback(() => {
    runtimes
      .current()
      .runtime.models.list()
      .then((models) => setAnswer({ from: choice, models }))
      // The runtime picker says why it does not answer; a name can be typed all the same.
      .catch(() => undefined);
  }, [runtimes, choice]);
  return { models: answer?.from === choice ? answer?.models : undefined, ask };
}
