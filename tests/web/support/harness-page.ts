import type { RunRequest } from '@latentgraph/graph-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { readExample } from '../../support/examples.ts';
import type { HarnessOptions, HarnessRun } from '../site/harness-api.ts';
import { type OpenBrowser, openBrowser } from './browser.ts';

export interface HarnessPage {
  readonly open: OpenBrowser;
  /** The same for all tests of a file. */
  readonly page: Page;
}

/**
 * The harness in a browser, for the tests around.
 *
 * @param options of the runtime that is opened; without them none is
 * @param args of the browser
 */
export function useHarness(options?: HarnessOptions, args: readonly string[] = []): HarnessPage {
  let open: OpenBrowser;
  let page: Page;
  beforeAll(async () => {
    open = await openBrowser('harness', { args });
    page = await open.newPage();
    if (options) await page.evaluate((given) => harness.open(given), options);
  });
  afterAll(() => open.close());
  return {
    get open() {
      return open;
    },
    get page() {
      return page;
    },
  };
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
