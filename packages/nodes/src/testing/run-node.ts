import {
  type AnyNodeDefinition,
  type Problem,
  ProblemError,
  type StepPosition,
  type Values,
  type ZoneRun,
} from '@latentgraph/graph-core';
import type { NodeServices } from '../contract/services.ts';
import { fakeServices } from './fake-services.ts';

type Warning = Omit<Problem, 'severity' | 'node'>;

export interface NodeCall {
  /** Completed by the definition's defaults. */
  readonly params?: object;
  readonly inputs?: Values;
  readonly step?: StepPosition;
  readonly services?: NodeServices;
  /** What an earlier `stateOf` made; made afresh where the node has one. */
  readonly state?: unknown;
}

/** The context that an executor would give to a node called `node`, and where its warnings go. */
export function contextOf(definition: AnyNodeDefinition, call: NodeCall, warnings: Warning[] = []) {
  return {
    node: 'node',
    params: definition.params.parse(call.params ?? {}),
    inputs: call.inputs ?? {},
    state: undefined,
    step: call.step ?? null,
    services: call.services ?? fakeServices(),
    signal: { aborted: false },
    warn: (warning: Warning) => void warnings.push(warning),
  };
}

/** Runs one node by itself. `Outputs` is what the test knows that the node puts out. */
export async function runNode<Outputs = Values>(
  definition: AnyNodeDefinition,
  call: NodeCall = {},
): Promise<{ readonly outputs: Outputs; readonly warnings: readonly Warning[] }> {
  const warnings: Warning[] = [];
  const context = contextOf(definition, call, warnings);
  const state = call.state ?? definition.state?.(context);
  const outputs = await definition.run!({ ...context, state });
  return { outputs: outputs as Outputs, warnings };
}

export function stateOf(definition: AnyNodeDefinition, call: NodeCall): unknown {
  return definition.state!(contextOf(definition, call));
}

/** Opens a zone by its start. */
export async function beginZone(definition: AnyNodeDefinition, call: NodeCall): Promise<ZoneRun> {
  return definition.begin!(contextOf(definition, call));
}

/** The problem that some work ends with. @throws Error when it ends well or in any other way */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('No problem was found.');
}
