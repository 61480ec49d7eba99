import type { z } from 'zod';
import type { RunContext, StepPosition, Values } from '../definition/node-definition.ts';
import type { PlanInput, PlanNode } from '../plan/plan-node.ts';
import { ProblemError, problem } from '../problem.ts';
import type { RunState } from './run-state.ts';

export type NodeContext = RunContext<unknown, Values, unknown, unknown>;

/** Gathers what a node sees: input values, params with wired values in place, services. */
export function contextOf(
  run: RunState,
  node: PlanNode,
  step: StepPosition | null,
  state?: unknown,
): NodeContext {
  const inputs: Record<string, unknown> = {};
  let params = node.params;
  for (const input of node.inputs) {
    const value = inputValue(run, input);
    if (value === undefined) continue;
    if (input.param) params = { ...params, [input.port]: checkedParam(node, input.port, value) };
    else inputs[input.port] = value;
  }
  return {
    node: node.id,
    params,
    inputs,
    state,
    step,
    services: run.services,
    signal: run.signal,
    warn: (warning) => {
      run.onEvent({ type: 'warning', problem: problem({ ...warning, severity: 'warning', node: node.id }) });
    },
  };
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
    remedy: parsed.error.issues.map((issue) => issue.message).join(' '),
    node: node.id,
    param,
  });
}

/** Runs nodes of one kind together where their definition allows it. Outputs come in the order of the contexts. */
export async function runTogether(
  definition: PlanNode['definition'],
  contexts: readonly NodeContext[],
): Promise<readonly Values[]> {
  const { coalesce, run } = definition;
  const results: Values[] = new Array(contexts.length);
  for (const members of sameKeys(definition, contexts)) {
    if (coalesce && members.length > 1) {
      const outputs = await coalesce.runTogether(members.map((member) => contexts[member]!) as never);
      members.forEach((member, position) => {
        results[member] = outputs[position]!;
      });
    } else {
      for (const member of members) results[member] = (await run!(contexts[member]!)) ?? {};
    }
  }
  return results;
}

function sameKeys(definition: PlanNode['definition'], contexts: readonly NodeContext[]): number[][] {
  const groups = new Map<string, number[]>();
  contexts.forEach((context, member) => {
    const key = contexts.length > 1 ? definition.coalesce?.key(context as never) : null;
    const name = key ?? `alone ${member}`;
    const group = groups.get(name);
    if (group) group.push(member);
    else groups.set(name, [member]);
  });
  return [...groups.values()];
}
