import { totalmem } from 'node:os';
import {
  type Problem,
  ProblemError,
  plan,
  problem,
  type RunEventBody,
  type WorkloadLimits,
  workloadProblem,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { workloadLimits } from '@latentgraph/runtime-core';
import type { JobRequest } from '../job-service.ts';

/** What one job, and the queue, may ask of the machine. */
export interface JobLimits {
  /** Of the request as JSON, assets inside it included. */
  readonly requestBytes: number;
  readonly nodes: number;
  /** Model evaluations: the steps of all zones, times the largest batch. */
  readonly steps: number;
  /** What its nodes make: the same estimate that the runner holds to. */
  readonly workload: WorkloadLimits;
  /** Jobs that wait, and their requests together. */
  readonly queue: number;
  readonly queueBytes: number;
  /** From its start to its end. */
  readonly runMs: number;
}

export const JOB_LIMITS: JobLimits = {
  requestBytes: 64 * 2 ** 20,
  nodes: 2000,
  steps: 20_000,
  workload: workloadLimits(totalmem()),
  queue: 1000,
  queueBytes: 2 ** 30,
  runMs: 24 * 3_600_000,
};

/**
 * Refuses what is too large as it is written, before anything of it is stored. Values that come over wires are known
 * only when it runs: `StepCount` watches those.
 *
 * @throws ProblemError `job-too-large`, `job-too-many-nodes`, `job-too-many-steps`, `job-too-many-pixels`
 *   or `job-too-much-memory`
 */
export function checkLimits(request: JobRequest, requestBytes: number, limits: JobLimits): void {
  if (requestBytes > limits.requestBytes) throw tooLarge(requestBytes, limits.requestBytes);
  const nodes = Object.keys(request.document.graphs.main.nodes).length;
  if (nodes > limits.nodes) throw tooManyNodes(nodes, limits.nodes);
  const sizes = nodeSizes(request);
  const batch = Math.max(1, ...sizes.map((size) => size.batch));
  const steps = sizes.reduce((sum, size) => sum + size.steps, 0) * batch;
  if (steps > limits.steps) throw new ProblemError(tooManySteps(steps, limits.steps));
  const { document, targets, overrides } = request;
  // What cannot be planned does not run; the runner says why.
  const planned = plan(document, builtinRegistry, {
    ...(targets === undefined ? {} : { targets }),
    ...(overrides === undefined ? {} : { overrides }),
  });
  const tooMuch = planned.ok && workloadProblem(planned.plan, limits.workload);
  if (tooMuch) throw new ProblemError(tooMuch);
}

/** Counts the steps of a job as it runs. */
export class StepCount {
  readonly #limit: number;
  #steps = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns what is wrong when this step, or those that its zone still has, are too many */
  add(event: RunEventBody): Problem | undefined {
    if (event.type !== 'stepFinished') return undefined;
    this.#steps += 1;
    const foreseen = this.#steps + event.count - event.step;
    return foreseen > this.#limit ? tooManySteps(foreseen, this.#limit) : undefined;
  }
}

/** By the names that params of this meaning have in every node; what is no number counts for nothing. */
function nodeSizes({ document, overrides = {} }: JobRequest) {
  return Object.entries(document.graphs.main.nodes).map(([id, { params }]) => {
    const read = (param: string, otherwise: number): number => {
      const own = Object.hasOwn(params, param) ? params[param] : undefined;
      const override = Object.hasOwn(overrides, `${id}.${param}`) ? overrides[`${id}.${param}`] : own;
      const value = Number(override ?? otherwise);
      return Number.isFinite(value) && value > 0 ? value : otherwise;
    };
    return {
      steps: read('steps', 0),
      batch: read('batch', 1),
    };
  });
}

function tooLarge(bytes: number, limit: number): ProblemError {
  return new ProblemError({
    code: 'job-too-large',
    message: `The request has ${megabytes(bytes)} MB; this server takes at most ${megabytes(limit)} MB.`,
    remedy: 'Upload its pictures as assets instead of sending them inside the workflow.',
  });
}

function tooManySteps(steps: number, limit: number): Problem {
  return problem({
    code: 'job-too-many-steps',
    message: `This job has ${steps} steps over all zones and pictures; this server runs at most ${limit}.`,
    remedy: 'Take fewer steps or a smaller batch.',
  });
}

function tooManyNodes(nodes: number, limit: number): ProblemError {
  return new ProblemError({
    code: 'job-too-many-nodes',
    message: `This job has ${nodes} nodes; this server takes at most ${limit}.`,
    remedy: 'Split the workflow into several.',
  });
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
