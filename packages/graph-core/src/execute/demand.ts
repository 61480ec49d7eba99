import type { StepPosition, Values } from '../definition/node-definition.ts';
import type { PlanInput, PlanNode } from '../plan/plan-node.ts';
import { guardSync } from './failure.ts';
import { inputValue } from './run-node.ts';
import type { RunState } from './run-state.ts';

/**
 * The lazy inputs that a node wants now.
 *
 * @returns null while something that the decision reads has not run
 * @throws NodeFailure
 */
export function demandedPorts(
  run: RunState,
  node: PlanNode,
  step: StepPosition | null,
): readonly string[] | null {
  const needs = node.inputs.filter((input) => isRead(node, input));
  if (!needs.every((input) => input.sources.every((source) => run.values.get(source.node)))) return null;
  const values: Record<string, unknown> = {};
  const wired: Record<string, unknown> = {};
  for (const input of needs) {
    const value = inputValue(run, input);
    values[input.port] = value;
    if (input.param && value !== undefined) wired[input.port] = value;
  }
  const params: Values = { ...node.params, ...wired };
  return guardSync(node, () => node.definition.demand!({ params, step, values }));
}

/** Wired params are always read: which of them decide is the node's own affair. */
function isRead({ definition }: PlanNode, { port, param }: PlanInput): boolean {
  return param || (definition.demandNeeds?.includes(port) ?? false);
}
