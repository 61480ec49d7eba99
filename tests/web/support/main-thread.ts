import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the thread's own work, in microseconds; absent where a task had not ended. */
  readonly tdur?: number;
}

/** Written by the page's thread, which is how the trace tells which it is. */
const MARK = 'main-thread';

/**
 * The longest task of a page's thread while something happens, in milliseconds of the thread's own work: how long it
 * waited for a core that others kept busy is not the page's doing.
 */
export async function longestTaskMs(page: Page, during: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await page.evaluate((mark) => performance.mark(mark), MARK);
  await during();
  // A task answers before it ends, and is written down when it has: the next one comes after that.
  await page.evaluate('0');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const { pid, tid } = traceEvents.find(({ name }) => name === MARK)!;
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith('RunTask') && event.pid === pid && event.tid === tid,
  );
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
