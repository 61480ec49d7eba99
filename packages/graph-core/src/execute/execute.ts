import type { CancelSignal } from '../definition/node-definition.ts';
import type { Plan } from '../plan/plan.ts';
import type { WorkloadLimits } from '../plan/workload.ts';
import { problem } from '../problem.ts';
import type { RunEventBody } from '../run/run-event.ts';
import type { ResultCache } from './cache.ts';
import { Cancelled, NodeFailure } from './failure.ts';
import { contentKeys } from './keys.ts';
import { collectedMemory, type ValueMemory } from './memory.ts';
import { createCheckpoint, type RunState } from './run-state.ts';
import { runZone } from './run-zone.ts';
import { type ScopeHost, ScopeRun } from './scope-run.ts';
import { ValueStore } from './value-store.ts';

export interface ExecuteOptions {
  /** Passed to every node as it is. */
  readonly services: unknown;
  readonly cache: ResultCache;
  readonly memory?: ValueMemory;
  /** What no node may go beyond; by default everything is taken. */
  readonly limits?: WorkloadLimits;
  readonly signal?: CancelSignal;
  readonly onEvent?: (event: RunEventBody) => void;
  /** Milliseconds from any origin. */
  readonly now?: () => number;
  /** What steps are timed by: like `now`, unless it stands still while the run waits for what is no step's own work. */
  readonly stepClock?: () => number;
  /** Lets the host's event loop turn once. */
  readonly pause?: () => Promise<void>;
}

const NO_LIMITS: WorkloadLimits = { pixels: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

export type RunOutcome = 'finished' | 'cancelled' | 'failed';

/**
 * Runs a plan. Everything that happens arrives through `onEvent`, the end included; nothing that a node does makes
 * this throw. Cancelling is honoured between units and between steps.
 */
export async function execute(plan: Plan, options: ExecuteOptions): Promise<RunOutcome> {
  const { now = Date.now, onEvent = () => {}, memory = collectedMemory, limits = NO_LIMITS } = options;
  const { signal = { aborted: false }, pause = async () => {}, services, cache, stepClock = now } = options;
  const startedAt = now();
  const values = new ValueStore(plan.nodes.length + plan.scopes.length, memory);
  const base = { plan, services, cache, memory, limits, signal, now, stepClock, pause, onEvent, values };
  for (const warning of plan.warnings) onEvent({ type: 'warning', problem: warning });
  let root: ScopeRun | undefined;
  try {
    const run: RunState = { ...base, keys: await contentKeys(plan, services) };
    const host: ScopeHost = {
      run,
      checkpoint: createCheckpoint(run),
      runZone: (scope, parent) => runZone(host, scope, parent),
    };
    root = new ScopeRun(host, plan.scopes[0]!, null);
    await host.checkpoint();
    await root.prepare(null);
    await root.complete();
    onEvent({ type: 'finished', elapsedMs: now() - startedAt });
    return 'finished';
  } catch (error) {
    return reportEnd(error, now() - startedAt, onEvent);
  } finally {
    root?.finish();
    memory.settle();
  }
}

function reportEnd(error: unknown, elapsedMs: number, onEvent: (event: RunEventBody) => void): RunOutcome {
  if (error instanceof Cancelled) {
    onEvent({ type: 'cancelled', elapsedMs });
    return 'cancelled';
  }
  if (error instanceof NodeFailure) {
    onEvent({ type: 'nodeFailed', node: error.node, problem: error.problem });
    onEvent({ type: 'failed', problems: [error.problem], elapsedMs });
    return 'failed';
  }
  const detail = error instanceof Error ? error.message : String(error);
  const found = problem({
    code: 'run-crashed',
    message: `The run stopped unexpectedly: ${detail}`,
    remedy: 'This is a fault of the program, not of the workflow; please report it with the workflow file.',
  });
  onEvent({ type: 'failed', problems: [found], elapsedMs });
  return 'failed';
}
