import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { createProgram, INTRODUCTION } from './program.ts';
import { print, printNote, tolerateClosedPipes } from './terminal.ts';

/**
 * The `latentgraph` command. Sets the process's exit code (see exit-code.ts) and lets it end by itself, so that
 * everything printed arrives.
 *
 * @param args what was typed after the command's name
 */
export async function main(args: readonly string[]): Promise<void> {
  tolerateClosedPipes();
  if (args.length === 0) {
    print(INTRODUCTION);
    return;
  }
  const program = createProgram((code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = await report(error);
  }
}

/** Says what went wrong and returns the exit code for it. */
async function report(error: unknown): Promise<number> {
  // Commander has already printed its message, the help or the version.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.badInput;
  const { ProblemError } = await import('@latentgraph/graph-core');
  if (error instanceof ProblemError) {
    const { printProblems } = await import('./print-problems.ts');
    printProblems([error.problem]);
    return exitCode.failed;
  }
  printNote(`error [unexpected] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  printNote('  This is a mistake in Latentgraph: please report it with the lines above.');
  return exitCode.failed;
}
