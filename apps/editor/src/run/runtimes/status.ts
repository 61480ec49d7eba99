import type { Problem, Runtime, RuntimeDescription } from '@latentgraph/graph-core';
import { problemOf } from '../../ui/problem-of.ts';

export interface PlaceStatus {
  readonly state: 'unknown' | 'ready' | 'failed';
  /** What it said the last time it answered. */
  readonly description?: RuntimeDescription;
  /** Why it does not answer. */
  readonly problem?: Problem;
}

export const UNKNOWN: PlaceStatus = { state: 'unknown' };

/** Asks a runtime what it can do; one that does not answer keeps what it said before. */
export async function askStatus(
  runtime: Pick<Runtime, 'describe'>,
  { description }: PlaceStatus,
): Promise<PlaceStatus> {
  try {
    return { state: 'ready', description: await runtime.describe() };
  } catch (error) {
    const status: PlaceStatus = { state: 'failed', problem: runtimeProblem(error) };
    return description === undefined ? status : { ...status, description };
  }
}

/** What a runtime threw, as something to show. */
export function runtimeProblem(error: unknown): Problem {
  return problemOf(error, (why) => ({
    code: 'runtime-crashed',
    message: `The runtime failed unexpectedly: ${why}`,
    remedy: 'Run again. If it happens once more, please report it with the workflow file.',
  }));
}
