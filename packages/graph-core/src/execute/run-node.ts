import type { z } from 'zod';
import { issueRemedy } from '../analysis/issue-remedy.ts';
import type { RunContext, StepPosition, Values } from '../definition/node-definition.ts';
import type { PlanInput, PlanNode } from '../plan/plan-node.ts';
import { nodeWorkloadProblem } from '../plan/workload.ts';
import { ProblemError, problem } from '../problem.ts';
import { guard, guardSync } from './failure.ts';
import type { RunState } from './run-state.ts';

export type NodeContext = RunContext<unknown, Values, unknown, unknown>;

/**
 * Gathers what a node sees: input values, params with wired values in place, services.
 *
 * @param asked the lazy inputs that the node wants; values of others stay away even where they are known, because
 *   somebody else wanted them
 * @throws ProblemError when what it would make is more than a run may have
 */
export function contextOf(
  run: RunState,
  node: PlanNode,
  step: StepPosition | null,
  asked: readonly string[] = [],
): Omit<NodeContext, 'state'> & { readonly state: undefined } {
  const inputs: Record<string, unknown> = {};
  let params = node.params;
  for (const input of node.inputs) {
    if (isLazy(node, input) && !asked.includes(input.port)) continue;
    const value = inputValue(run, input);
    if (value === undefined) continue;
    if (input.param) params = { ...params, [input.port]: checkedParam(node, input.port, value) };
    else inputs[input.port] = value;
  }
  const tooMuch = nodeWorkloadProblem(node, { params, inputs }, run.limits);
  if (tooMuch) throw new ProblemError(tooMuch);
  return {
    node: node.id,
    params,
    inputs,
    state: undefined,
    step,
    services: run.services,
    signal: run.signal,
    warn: (warning) => {
      run.onEvent({ type: 'warning', problem: problem({ ...warning, severity: 'warning', node: node.id }) });
    },
  };
}

/** Whether a node says while running if it wants an input. Without a `demand` it wants all of them. */
export function isLazy({ definition }: PlanNode, input: PlanInput): boolean {
  return input.lazy && definition.demand !== undefined;
}

/** Undefined while the source has not run: an unwanted lazy input. */
export function inputValue(run: RunState, input: PlanInput): unknown {
  if (!input.list) return sourceValue(run, input, 0);
  return input.sources.map((_, position) => sourceValue(run, input, position));
}

function sourceValue(run: RunState, input: PlanInput, position: number): unknown {
  const source = input.sources[position]!;
  const value = run.values.get(source.node)?.[source.port];
  return value !== undefined && source.convert ? source.convert(value) : value;
}

function checkedParam(node: PlanNode, param: string, value: unknown): unknown {
  const schema = node.definition.params.shape[param] as z.ZodType;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemError({
    code: 'param-invalid',
    message: `${node.label} cannot use the value ${String(value)} that its wire '${param}' brings.`,
    remedy: parsed.error.issues.map(issueRemedy).join(' '),
    node: node.id,
    param,
  });
}

/**
 * Runs nodes that may share an evaluation, where their definition lets them. Outputs come in the order of the nodes.
 *
 * @param contexts one for each node
 * @throws NodeFailure
 */
export async function runTogether(
  nodes: readonly PlanNode[],
  contexts: readonly NodeContext[],
): Promise<readonly Values[]> {
  const { coalesce, run } = nodes[0]!.definition;
  const results: Values[] = new Array(nodes.length);
  for (const members of sameKeys(nodes, contexts)) {
    if (coalesce && members.length > 1) {
      const calls = members.map((member) => contexts[member]!) as never;
      const outputs = await guard(nodes[members[0]!]!, () => coalesce.runTogether(calls));
      members.forEach((member, position) => {
        results[member] = outputs[position]!;
      });
    } else {
      for (const member of members) {
        results[member] = (await guard(nodes[member]!, () => run!(contexts[member]!))) ?? {};
      }
    }
  }
  return results;
}

/** Positions of the nodes whose calls have equal keys, in the order of the first of each. */
function sameKeys(
  nodes: readonly PlanNode[],
  contexts: readonly NodeContext[],
): readonly (readonly number[])[] {
  if (nodes.length === 1) return [[0]];
  const groups: number[][] = [];
  const groupOf = new Map<string, number[]>();
  for (const [member, node] of nodes.entries()) {
    const key = guardSync(node, () => node.definition.coalesce!.key(contexts[member] as never));
    const group = (key === null ? undefined : groupOf.get(key)) ?? [];
    if (group.push(member) === 1) groups.push(group);
    if (key !== null) groupOf.set(key, group);
  }
  return groups;
}
