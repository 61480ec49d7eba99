import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflow, type RunRequest, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Page } from 'playwright-core';
import type { HarnessRun } from '../site/harness-api.ts';

/** @throws Error with what is wrong with the file */
export function readExample(name: string): WorkflowDocument {
  const read = parseWorkflow(readFileSync(join('examples', `${name}.json`), 'utf8'), builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.document;
}

/** Text to image, small: the micro model, 64×64. */
export function quickRun(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    document: readExample('text-to-image'),
    overrides: {
      ...{ 'checkpoint.model': 'micro', 'schedule.steps': 4, 'noise.width': 64, 'noise.height': 64 },
      ...overrides,
    },
  };
}

/** More steps than anybody waits for. */
export const ENDLESS = { 'schedule.steps': 900 };

/** Runs a workflow on the harness's page, to its end. */
export function runOn(page: Page, request: RunRequest): Promise<HarnessRun> {
  return evaluate(page, (given) => harness.run(given), request);
}

/** As `runOn`, and cancels or kills the worker when a step has finished. */
export function runUntilStep(
  page: Page,
  request: RunRequest,
  step: number,
  then: 'cancel' | 'kill-worker',
): Promise<HarnessRun> {
  return evaluate(page, (given) => harness.runUntilStep(given.request, given.step, given.then), {
    request,
    step,
    then,
  });
}

/** Playwright's own types follow an argument to its leaves, which in a workflow the compiler never reaches. */
function evaluate<Arg, Result>(page: Page, call: (arg: Arg) => Promise<Result>, arg: Arg): Promise<Result> {
  const simple = page as unknown as {
    evaluate(call: (arg: Arg) => Promise<Result>, arg: Arg): Promise<Result>;
  };
  return simple.evaluate(call, arg);
}
