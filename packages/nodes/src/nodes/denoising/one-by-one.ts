import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';

/** Names of what did not fit into memory in one batch, by the backend that it did not fit into. */
const tooLarge = new WeakMap<Backend, Set<string>>();

/**
 * Runs calls as one batch, or one after the other where they have not fitted into memory together.
 *
 * @param name of all that decides how much memory the calls take together
 * @param run for one call or more
 * @throws ProblemError `out-of-memory` when a call alone does not fit
 */
export async function inOneBatch<Call, Output>(
  ops: Backend,
  name: string,
  calls: readonly Call[],
  run: (calls: readonly Call[]) => Promise<readonly Output[]>,
): Promise<readonly Output[]> {
  const known = tooLarge.get(ops) ?? new Set<string>();
  if (!known.has(name)) {
    try {
      return await run(calls);
    } catch (error) {
      if (calls.length === 1 || !isOutOfMemory(error)) throw error;
      tooLarge.set(ops, known.add(name));
    }
  }
  const outputs: Output[] = [];
  for (const call of calls) outputs.push(...(await run([call])));
  return outputs;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'out-of-memory';
}
