import type { Problem } from '@latentgraph/graph-core';
import { printableLine, printNote } from './terminal.ts';

/** Prints each problem with its code and remedy, errors first. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of [...problems].sort(bySeverity)) printNote(problemText(problem));
}

/** Two lines: what is wrong, and what to do. */
export function problemText({ severity, code, message, remedy, path }: Problem): string {
  const place = path === undefined ? '' : ` (at ${printableLine(path)})`;
  return `${severity} [${code}] ${printableLine(message)}${place}\n  ${printableLine(remedy)}`;
}

function bySeverity(a: Problem, b: Problem): number {
  return rank(a) - rank(b);
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1;
}
