import type { Values } from '../definition/node-definition.ts';
import type { Workload } from '../definition/workload.ts';
import { type Problem, problem } from '../problem.ts';
import type { Plan } from './plan.ts';
import type { PlanNode } from './plan-node.ts';

/** What a machine lets a run have. Both are positive. */
export interface WorkloadLimits {
  /** Of what one node makes. */
  readonly pixels: number;
  /** Of what is held at one time. */
  readonly bytes: number;
}

/**
 * What a plan asks for as it is written: every node alone, and the most that is held at one time, each result from
 * where it is made to where it is read last. Values that come over wires are known only when they are there: nodes
 * that need them count for nothing here, and are looked at before they run.
 */
export function workloadProblem(plan: Plan, limits: WorkloadLimits): Problem | undefined {
  const bytes = plan.nodes.map((node) => statedWorkload(node)?.bytes ?? 0);
  const lastReaders = bytes.map((_, index) => index);
  for (const { index, inputs } of plan.nodes) {
    for (const { sources } of inputs) for (const { node } of sources) lastReaders[node] = index;
  }
  const goes = plan.nodes.map((): number[] => []);
  for (const [index, last] of lastReaders.entries()) goes[last]!.push(index);
  let held = 0;
  for (const node of plan.nodes) {
    const alone = nodeProblem(node, statedWorkload(node), limits);
    if (alone) return alone;
    held += bytes[node.index]!;
    if (held > limits.bytes) return tooMuchTogether(node, held, limits.bytes);
    for (const index of goes[node.index]!) held -= bytes[index]!;
  }
  return undefined;
}

/** What is too much of what a node is about to make from these params and inputs. */
export function nodeWorkloadProblem(
  node: PlanNode,
  context: { readonly params: unknown; readonly inputs: Values },
  limits: WorkloadLimits,
): Problem | undefined {
  return nodeProblem(node, node.definition.workload?.(context), limits);
}

function statedWorkload({ definition, params, inputs }: PlanNode): Workload | undefined {
  if (inputs.some(({ param }) => param)) return undefined;
  return definition.workload?.({ params, inputs: {} });
}

function nodeProblem(
  node: PlanNode,
  workload: Workload | undefined,
  limits: WorkloadLimits,
): Problem | undefined {
  if (workload === undefined) return undefined;
  const place = { node: node.id, remedy: 'Make the picture or the batch smaller.' };
  if (workload.pixels > limits.pixels) {
    return problem({
      ...place,
      code: 'job-too-many-pixels',
      message: `${node.label} would make ${millions(workload.pixels)} million pixels; at most ${millions(limits.pixels)} million are taken.`,
    });
  }
  if (workload.bytes <= limits.bytes) return undefined;
  return problem({
    ...place,
    code: 'job-too-much-memory',
    message: `${node.label} would take ${gigabytes(workload.bytes)} GB of memory; a run may have ${gigabytes(limits.bytes)} GB here.`,
  });
}

function tooMuchTogether({ id, label }: PlanNode, bytes: number, most: number): Problem {
  return problem({
    code: 'job-too-much-memory',
    message: `By ${label}, this workflow would hold ${gigabytes(bytes)} GB of pictures and noise at one time; a run may have ${gigabytes(most)} GB here.`,
    remedy: 'Make pictures or batches smaller, or split the workflow into several.',
    node: id,
  });
}

function millions(pixels: number): number {
  return Math.round(pixels / 1e6);
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
