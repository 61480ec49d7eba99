import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '@latentgraph/graph-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';
import { ENDLESS, quickRun, runOn, runUntilStep } from './support/harness-page.ts';

function lastStep(events: readonly RunEvent[]): number {
  return Math.max(...events.map((event) => (event.type === 'stepFinished' ? event.step : 0)));
}

describe.skipIf(!hasBrowser)('a run in WebAssembly', () => {
  let open: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('harness', { args: ['--js-flags=--expose-gc'] });
    page = await open.newPage();
    await page.evaluate(() => harness.open({ device: 'wasm', previews: true }));
    await runOn(page, quickRun());
  });
  afterAll(() => open.close());

  test('is cancelled within one step, and the next one runs', async () => {
    const { events } = await runUntilStep(page, quickRun(ENDLESS), 3, 'cancel');
    expect(events.at(-1)).toMatchObject({ type: 'cancelled' });
    // The step that was under way when the worker heard of it may still finish.
    const finished = await page.evaluate(() => harness.stepsAtCancel());
    expect(finished).toBeGreaterThanOrEqual(3);
    expect(lastStep(events)).toBeLessThanOrEqual(finished + 1);
    const next = await runOn(page, quickRun());
    expect(next).toMatchObject({ workers: 1, outputs: [expect.any(String)] });
  });

  test('fails with a reason when its worker is killed, and the next one runs without a reload', async () => {
    const { events } = await runUntilStep(page, quickRun(ENDLESS), 2, 'kill-worker');
    expect(events.at(-1)).toMatchObject({ type: 'failed', problems: [{ code: 'worker-crashed' }] });
    const next = await runOn(page, quickRun());
    expect(next.events.at(-1)).toMatchObject({ type: 'finished' });
    expect(next.workers).toBe(2);
  });

  test('fails with a reason when onnxruntime does not arrive, and the next one runs without a reload', async () => {
    const fresh = await open.newPage();
    const assets = join(inject('harness'), 'assets');
    for (const file of readdirSync(assets).filter((name) => name.endsWith('.wasm'))) {
      open.server.replace(`/assets/${file}`, new Uint8Array());
    }
    await fresh.evaluate(() => harness.open({ device: 'wasm' }));
    const { events } = await runOn(fresh, quickRun());
    expect(events.at(-1)).toMatchObject({ type: 'failed', problems: [{ code: 'engine-missing' }] });
    open.server.reset();
    const next = await runOn(fresh, quickRun());
    expect(next.events.at(-1)).toMatchObject({ type: 'finished' });
    await fresh.context().close();
  });

  test('goes on when its page was frozen, as browsers do with those that are hidden', async () => {
    const session = await page.context().newCDPSession(page);
    const before = await page.evaluate(() => harness.finishedSteps);
    const running = runOn(page, quickRun({ 'schedule.steps': 40, 'noise.seed': 7 }));
    await page.waitForFunction((steps) => harness.finishedSteps > steps, before);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    const { events } = await running;
    expect(events.at(-1)).toMatchObject({ type: 'finished' });
    const counted = events.filter(({ type }) => type !== 'preview').map(({ seq }) => seq);
    expect(counted).toEqual(counted.map((_, index) => index + 1));
  });

  test('is given another worker when one could not start', async () => {
    const { workers } = await page.evaluate(() => harness.describe());
    await page.evaluate(() => harness.open({ device: 'webgpu' })).catch(() => {});
    const refused = { problem: 'device-unavailable' };
    expect(await page.evaluate(() => harness.describe())).toEqual({ ...refused, workers: workers + 2 });
    await page.evaluate(() => harness.open({ device: 'wasm', previews: true }));
  });

  test('fails with a reason when memory runs out, and the next one runs without a reload', async () => {
    const huge = quickRun({ 'noise.width': 4096, 'noise.height': 4096, 'schedule.steps': 1 });
    const { events, workers } = await runOn(page, huge);
    expect(events.at(-1)).toMatchObject({ type: 'failed', problems: [{ code: 'out-of-memory' }] });
    const next = await runOn(page, quickRun());
    expect(next.events.at(-1)).toMatchObject({ type: 'finished' });
    expect(next.workers).toBe(workers + 1);
  });

  // Only Linux tells a process's memory in a file.
  test.runIf(process.platform === 'linux')('leaves nothing behind: 20 in a row', async () => {
    await page.context().close();
    const fresh = await open.newPage();
    await fresh.evaluate(() => harness.open({ device: 'wasm' }));
    const runOnce = (seed: number) => runOn(fresh, quickRun({ 'noise.seed': seed }));
    for (let seed = 0; seed < 5; seed += 1) await runOnce(seed);
    const before = await rendererBytes(open.browser, fresh);
    for (let seed = 5; seed < 25; seed += 1) {
      expect((await runOnce(seed)).events.at(-1)).toMatchObject({ type: 'finished' });
    }
    const after = await rendererBytes(open.browser, fresh);

    expect(after / before).toBeLessThan(1.05);
  });
});

/** What the page's process holds in memory, its worker and WebAssembly included, after garbage was collected. */
async function rendererBytes(browser: Browser, page: Page): Promise<number> {
  const collect = () => (globalThis as unknown as { gc(): void }).gc();
  await page.evaluate(collect);
  // The threads of WebAssembly wait for work in a way in which they hear nothing.
  const patience = new Promise((resolve) => setTimeout(resolve, 1000));
  await Promise.race([patience, Promise.all(page.workers().map((worker) => worker.evaluate(collect)))]);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  let sum = 0;
  for (const { id } of processInfo.filter((info) => info.type === 'renderer')) {
    const status = await readFile(`/proc/${id}/status`, 'utf8');
    sum += Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }
  return sum;
}
