import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from './support/browser.ts';
import { quickRun, runOn, useHarness } from './support/harness-page.ts';

/** Above it people feel a page stutter. */
const LONG_TASK_MS = 50;

describe.skipIf(!hasBrowser)('while a run is going', () => {
  const site = useHarness({ device: 'wasm', previews: true });

  // What else the machine does can make a task long; what the page does itself makes one long every time.
  test('the page answers', { retry: 2 }, async () => {
    const request = quickRun({ 'checkpoint.model': 'tiny', 'schedule.steps': 8 });
    const idleMs = await longestTaskMs(site.page, () => site.page.waitForTimeout(1000));
    const runningMs = await longestTaskMs(site.page, () => runOn(site.page, request));
    expect(runningMs).toBeLessThan(Math.max(LONG_TASK_MS, idleMs));
  });
});

/** The longest task of the page's thread while something happens; 0 when none was long enough to be told of. */
async function longestTaskMs(page: Page, during: () => Promise<unknown>): Promise<number> {
  await page.evaluate(`
    globalThis.longTasks = [];
    globalThis.longTaskObserver = new PerformanceObserver((list) =>
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    globalThis.longTaskObserver.observe({ type: 'longtask' });
  `);
  await during();
  return page.evaluate('globalThis.longTaskObserver.disconnect(), Math.max(0, ...globalThis.longTasks)');
}
