import { type Problem, ProblemError, type ProblemInput, problem } from '@latentgraph/graph-core';

/**
 * What was thrown, as something to show.
 *
 * @param unforeseen says it for an error that carries no problem of its own, by the error's words
 */
export function problemOf(error: unknown, unforeseen: (why: string) => ProblemInput): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem(unforeseen(error instanceof Error ? error.message : String(error)));
}
