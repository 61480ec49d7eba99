import type { PlanNode } from '../plan/plan-node.ts';
import type { NodeContext } from './run-node.ts';

/** What nodes keep from step to step: made when a node first runs in its zone, disposed of after the last step. */
export class NodeStates {
  readonly #states = new Map<number, unknown>();

  /** Undefined for nodes without state. */
  of({ index, definition }: PlanNode, context: NodeContext): unknown {
    if (!definition.state) return undefined;
    if (!this.#states.has(index)) this.#states.set(index, definition.state(context));
    return this.#states.get(index);
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
