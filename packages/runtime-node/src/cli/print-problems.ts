import type { Problem } from '@latentgraph/graph-core';
import { printableLine, printNote } from './terminal.ts';

/** Prints each problem with its code and remedy, errors first. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of [...problems].sort(bySeverity)) printNote(problemText(problem));
}

/** What of a problem is printed; problems out of events have it too. */
type PrintedProblem = Pick<Problem, 'severity' | 'code' | 'message' | 'remedy'> & {
  readonly node?: string | undefined;
  readonly path?: string | undefined;
};

/** Two lines: what is wrong, and what to do. */
export function problemText(printed: PrintedProblem): string {
  const { severity, code, message, remedy } = printed;
  const place = printableLine(placeText(printed));
  return `${severity} [${code}] ${printableLine(message)}${place}\n  ${printableLine(remedy)}`;
}

/** Where the problem is, as far as its message does not say so itself. */
function placeText({ message, node, path }: PrintedProblem): string {
  if (path !== undefined) return ` (at ${path})`;
  if (node === undefined || message.includes(`'${node}'`) || message.includes(`'${node}.`)) return '';
  return ` (node '${node}')`;
}

function bySeverity(a: Problem, b: Problem): number {
  return rank(a) - rank(b);
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1;
}
