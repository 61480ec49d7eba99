import type { Problem } from '@latentgraph/graph-core';
import { printableLine, printNote } from './terminal.ts';

/** Prints each problem with its code and remedy, errors first. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of [...problems].sort(bySeverity)) printNote(problemText(problem));
}

/** What of a problem is printed; problems out of events have it too. */
type PrintedProblem = Pick<Problem, 'severity' | 'code' | 'message' | 'remedy'> & {
  readonly path?: string | undefined;
};

/** Two lines: what is wrong, and what to do. */
export function problemText({ severity, code, message, remedy, path }: PrintedProblem): string {
  const place = path === undefined ? '' : ` (at ${printableLine(path)})`;
  return `${severity} [${code}] ${printableLine(message)}${place}\n  ${printableLine(remedy)}`;
}

function bySeverity(a: Problem, b: Problem): number {
  return rank(a) - rank(b);
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1;
}
