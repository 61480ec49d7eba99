import type { CancelSignal } from '../definition/node-definition.ts';
import type { PlanNode } from '../plan/plan-node.ts';
import { type Problem, ProblemError, problem } from '../problem.ts';

/** Ends a run: a node could not do its work. */
export class NodeFailure extends Error {
  override readonly name = 'NodeFailure';
  readonly problem: Problem;
  readonly node: string;

  constructor(node: PlanNode, cause: unknown) {
    super(`${node.label} failed.`, { cause });
    this.problem = describe(node, cause);
    // Of nodes that run together the first runs for all; the problem knows which one it is about.
    this.node = this.problem.node ?? node.id;
  }
}

/** Ends a run: somebody asked to stop. Services throw it out of long waits, when they see that the signal is aborted. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * For nodes that work for long: between two parts of the work, gives it up when the run is cancelled.
 *
 * @throws Cancelled which the executor knows; let it pass
 */
export function throwIfCancelled(signal: CancelSignal): void {
  if (signal.aborted) throw new Cancelled();
}

/** Runs a node's own code, naming the node in whatever goes wrong there. @throws NodeFailure */
export async function guard<Value>(node: PlanNode, work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw asFailure(node, cause);
  }
}

/** `guard` for code that gives its result at once. @throws NodeFailure */
export function guardSync<Value>(node: PlanNode, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    throw asFailure(node, cause);
  }
}

function asFailure(node: PlanNode, cause: unknown): Error {
  return cause instanceof NodeFailure || cause instanceof Cancelled ? cause : new NodeFailure(node, cause);
}

function describe(node: PlanNode, cause: unknown): Problem {
  if (cause instanceof ProblemError) return { ...cause.problem, node: cause.problem.node ?? node.id };
  const detail = cause instanceof Error ? cause.message : String(cause);
  return problem({
    code: 'node-crashed',
    message: `${node.label} stopped unexpectedly: ${detail}`,
    remedy: 'This is a fault of the program, not of the workflow; please report it with the workflow file.',
    node: node.id,
  });
}
