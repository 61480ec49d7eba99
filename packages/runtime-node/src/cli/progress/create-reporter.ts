import { printNote } from '../terminal.ts';
import { createBarReporter } from './bar-reporter.ts';
import { createJsonReporter } from './json-reporter.ts';
import { createLineReporter } from './line-reporter.ts';
import type { RunReporter } from './run-reporter.ts';

/** JSON lines when asked for, a progress bar on a terminal, plain lines otherwise. */
export function createReporter(json: boolean): RunReporter {
  if (json) return createJsonReporter();
  return process.stderr.isTTY ? createBarReporter(printNote) : createLineReporter(printNote);
}
