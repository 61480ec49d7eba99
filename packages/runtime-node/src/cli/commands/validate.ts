import { type Problem, validate } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createFactLookup } from '../../local-runtime.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { readWorkflow } from '../read-workflow.ts';
import { print, printableLine } from '../terminal.ts';

/** `latentgraph validate FILE`: all problems of a document, without running it. */
export async function validateCommand(file: string, options: { readonly json?: boolean }): Promise<ExitCode> {
  const problems = await findProblems(file);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (options.json) print(JSON.stringify({ problems }, null, 2));
  else {
    printProblems(problems);
    if (errors === 0) print(`${printableLine(file)} is ready to run.`);
  }
  return errors === 0 ? exitCode.done : exitCode.badInput;
}

async function findProblems(file: string): Promise<readonly Problem[]> {
  const read = await readWorkflow(file, builtinRegistry);
  if (!read.ok) return read.problems;
  const lookup = await createFactLookup(read.document);
  return [...read.warnings, ...validate(read.document, builtinRegistry, { lookup })];
}
