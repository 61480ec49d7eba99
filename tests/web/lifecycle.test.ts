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

  test('describes a device that is not there, and refuses to run on it: the next try has another worker', async () => {
    const { workers } = await page.evaluate(() => harness.describe());
    const { device, devices } = await page.evaluate(() => harness.open({ device: 'webgpu' }));
    expect(device).toMatchObject({ id: 'webgpu', available: false });
    expect(devices).toEqual([device, expect.objectContaining({ id: 'wasm', available: true })]);
    await expect(runOn(page, quickRun())).rejects.toThrow(device.reason);
    expect(await page.evaluate(() => harness.describe())).toEqual({ device: 'webgpu', workers: workers + 2 });
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
    const bytesAfterRun = async (seed: number) => {
      const { events } = await runOn(fresh, quickRun({ 'noise.seed': seed }));
      expect(events.at(-1)).toMatchObject({ type: 'finished' });
      return pageBytes(open.browser, fresh);
    };
    const samples: number[] = [];
    for (let seed = 0; seed < 35; seed += 1) samples.push(await bytesAfterRun(seed));

    // The first runs leave what the next ones use. What is not collected yet adds to a sample, and nothing takes from it.
    const [before, after] = [Math.min(...samples.slice(5, 15)), Math.min(...samples.slice(25))];
    expect(after / before).toBeLessThan(1.05);
  });
});

/**
 * What the page's process holds in memory after garbage was collected: its worker and WebAssembly included, and without
 * the files that it shares with other processes.
 */
async function pageBytes(browser: Browser, page: Page): Promise<number> {
  await page.evaluate(() => harness.collectGarbage());
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  // Others wait for pages to come: only this one has computed.
  const busiest = renderers.toSorted((a, b) => b.cpuTime - a.cpuTime)[0]!;
  const status = await readFile(`/proc/${busiest.id}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
}
