import type { Page } from 'playwright-core';

/** Above it people feel a page stutter. */
export const LONG_TASK_MS = 50;

/** The longest task of the page's thread while something happens; 0 when none was long enough to be told of. */
export async function longestTaskMs(page: Page, during: () => Promise<unknown>): Promise<number> {
  await page.evaluate(`
    globalThis.longTasks = [];
    globalThis.longTaskObserver = new PerformanceObserver((list) =>
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    globalThis.longTaskObserver.observe({ type: 'longtask' });
  `);
  await during();
  return page.evaluate('globalThis.longTaskObserver.disconnect(), Math.max(0, ...globalThis.longTasks)');
}
