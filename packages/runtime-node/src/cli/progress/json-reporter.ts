import { print, printNote } from '../terminal.ts';
import type { RunReporter } from './run-reporter.ts';

/** One RunEvent a line on stdout; `output` events also say in `file` where the picture lies. */
export function createJsonReporter(): RunReporter {
  return {
    report(event, file) {
      print(JSON.stringify(file === undefined ? event : { ...event, file }));
    },
    note: printNote,
    end() {},
  };
}
