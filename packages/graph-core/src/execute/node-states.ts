import type { StepPosition } from '../definition/node-definition.ts';
import type { PlanNode } from '../plan/plan-node.ts';
import { contextOf } from './run-node.ts';
import type { RunState } from './run-state.ts';

/** What nodes keep from step to step: made when a node first runs in its zone, disposed of after the last step. */
export class NodeStates {
  readonly #run: RunState;
  readonly #states = new Map<number, unknown>();

  constructor(run: RunState) {
    this.#run = run;
  }

  /** Undefined for nodes without state. */
  of(node: PlanNode, step: StepPosition | null): unknown {
    if (!node.definition.state) return undefined;
    if (!this.#states.has(node.index)) {
      this.#states.set(node.index, node.definition.state(contextOf(this.#run, node, step)));
    }
    return this.#states.get(node.index);
  }

  dispose(): void {
    for (const state of this.#states.values()) if (isDisposable(state)) state.dispose();
    this.#states.clear();
  }
}

function isDisposable(state: unknown): state is { dispose(): void } {
  return (
    typeof state === 'object' && state !== null && 'dispose' in state && typeof state.dispose === 'function'
  );
}
