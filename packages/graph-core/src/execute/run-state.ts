import type { CancelSignal } from '../definition/node-definition.ts';
import type { Plan } from '../plan/plan.ts';
import type { WorkloadLimits } from '../plan/workload.ts';
import type { RunEventBody } from '../run/run-event.ts';
import type { ResultCache } from './cache.ts';
import { throwIfCancelled } from './failure.ts';
import type { ValueMemory } from './memory.ts';
import type { ValueStore } from './value-store.ts';

/** Turns of the host's event loop are given up at most this often. */
const PAUSE_INTERVAL_MS = 15;

export interface RunOptions {
  readonly services: unknown;
  readonly cache: ResultCache;
  readonly memory: ValueMemory;
  readonly limits: WorkloadLimits;
  readonly signal: CancelSignal;
  readonly now: () => number;
  readonly stepClock: () => number;
  /** Lets the host's event loop turn once, so that cancelling and other work get through. */
  readonly pause: () => Promise<void>;
  readonly onEvent: (event: RunEventBody) => void;
}

/** What all scopes of one run share. */
export interface RunState extends RunOptions {
  readonly plan: Plan;
  readonly keys: readonly string[];
  readonly values: ValueStore;
}

/** Makes the checkpoint that stands between steps and units: it gives others a turn and honours cancelling. */
export function createCheckpoint({ signal, now, pause }: RunOptions): () => Promise<void> {
  let last = now();
  return async () => {
    if (now() - last >= PAUSE_INTERVAL_MS) {
      await pause();
      last = now();
    }
    throwIfCancelled(signal);
  };
}
