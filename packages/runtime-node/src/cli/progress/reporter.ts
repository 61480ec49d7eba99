import type { RunEvent } from '@latentgraph/graph-core';
import { printNote } from '../terminal.ts';
import { createBarReporter } from './bar-reporter.ts';
import { createJsonReporter } from './json-reporter.ts';
import { createLineReporter } from './line-reporter.ts';

/** Shows a run to whoever started it. */
export interface RunReporter {
  /** @param file where the picture of an `output` event was saved */
  report(event: RunEvent, file?: string): void;
  /** Called once, after the last event or when the run is given up. */
  end(): void;
}

/** JSON lines when asked for, a progress bar on a terminal, plain lines otherwise. */
export function createReporter(json: boolean): RunReporter {
  if (json) return createJsonReporter();
  return process.stderr.isTTY ? createBarReporter(printNote) : createLineReporter(printNote);
}
