import { readFileSync } from 'node:fs';
import { createLocalRuntime } from '@latentgraph/runtime-node';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import type { VaultStep } from './site/harness-api.ts';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';
import { quickRun, runOn } from './support/harness-page.ts';

const UNET = '/models/micro/unet/model.onnx';
const unetBytes = readFileSync('fixtures/models/micro/unet/model.onnx');

let open: OpenBrowser;
let page: Page;

async function openSite(options: Parameters<typeof openBrowser>[1] = {}): Promise<void> {
  open = await openBrowser('harness', options);
}

/** A visitor who has never been here. */
async function newVisitor(): Promise<void> {
  open.server.reset();
  page = await open.newPage();
  await page.evaluate(() => harness.open({ device: 'wasm' }));
}

const run = () => runOn(page, quickRun());
const micro = async () => (await page.evaluate(() => harness.models())).find(({ name }) => name === 'micro')!;
const unetRequests = () => open.server.requests.filter(({ path }) => path === UNET);

describe.skipIf(!hasBrowser)('the models of a site', () => {
  beforeAll(() => openSite());
  beforeEach(newVisitor);
  afterEach(() => page.context().close());
  afterAll(() => open.close());

  test('are listed, fetched once with progress, kept, and deleted', async () => {
    expect(await micro()).toMatchObject({ sizeBytes: expect.any(Number), storedBytes: 0 });
    const first = await run();
    expect(first.events.at(-1)).toMatchObject({ type: 'finished' });
    const fetched = first.events.flatMap((event) => (event.type === 'modelLoading' ? [event] : []));
    expect(fetched.filter(({ component }) => component === 'unet')).toMatchObject([
      { phase: 'fetching', loadedBytes: expect.any(Number), totalBytes: unetBytes.length },
      { phase: 'opening' },
      { phase: 'ready' },
    ]);

    // Another worker, and another page of the same site.
    await page.reload();
    await page.waitForFunction('"harness" in globalThis');
    await page.evaluate(() => harness.open({ device: 'wasm' }));
    expect((await run()).outputs).toEqual(first.outputs);
    expect(unetRequests()).toHaveLength(1);

    const { sizeBytes, storedBytes } = await micro();
    // All but the few small files that no run needs.
    expect(storedBytes).toBeGreaterThan(sizeBytes - 2000);
    const storage = await page.evaluate(() => harness.storage());
    expect(storage).toMatchObject({ kind: 'opfs', quotaBytes: expect.any(Number) });
    expect(storage.usedBytes).toBeGreaterThan(storedBytes);

    await page.evaluate(() => harness.removeModel('micro'));
    expect((await micro()).storedBytes).toBe(0);
    await page.evaluate(() => harness.open({ device: 'wasm' }));
    expect((await run()).outputs).toEqual(first.outputs);
    expect(unetRequests()).toHaveLength(2);
  });

  test('have the hash that they have on a disk', async () => {
    const runtime = await createLocalRuntime({ modelsDirectory: 'fixtures/models', device: 'cpu' });
    const models = await runtime.models.list();
    await runtime.close();
    expect((await micro()).hash).toBe(models.find(({ name }) => name === 'micro')?.hash);
  });

  test('go on where a broken connection stopped', async () => {
    open.server.stop(UNET, 100_000, 'break');
    expect((await run()).events.at(-1)).toMatchObject({ type: 'finished' });
    expect(unetRequests().map(({ range }) => range)).toEqual([undefined, 'bytes=100000-']);
  });

  test('go on after a reload in the middle', async () => {
    const stalled = open.server.stop(UNET, 100_000, 'stall');
    run().catch(() => {});
    await stalled;
    await page.waitForTimeout(200);
    await page.reload();
    await page.waitForFunction('"harness" in globalThis');
    await page.evaluate(() => harness.open({ device: 'wasm' }));
    expect((await run()).events.at(-1)).toMatchObject({ type: 'finished' });
    expect(unetRequests().at(-1)?.range).toMatch(/^bytes=\d+-$/);
  });

  test('are fetched once by two tabs that run at once', async () => {
    const other = await page.context().newPage();
    await other.goto(open.server.url);
    await other.waitForFunction('"harness" in globalThis');
    const runInTab = async (tab: Page) => {
      // Each worker that starts writes the site's list, and each run keeps the same picture.
      for (let start = 0; start < 5; start += 1) await tab.evaluate(() => harness.open({ device: 'wasm' }));
      return runOn(tab, quickRun());
    };
    const [first, second] = await Promise.all([runInTab(page), runInTab(other)]);
    expect(first.events.at(-1)).toMatchObject({ type: 'finished' });
    expect(second.outputs).toEqual(first.outputs);
    expect(unetRequests()).toHaveLength(1);
  });

  test('say that there is no room for them, and run when there is', async () => {
    const session = await page.context().newCDPSession(page);
    const { origin } = open.server;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
    const failed = await run();
    expect(failed.events.at(-1)).toMatchObject({ type: 'failed', problems: [{ code: 'storage-full' }] });
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect((await run()).events.at(-1)).toMatchObject({ type: 'finished' });
    expect(await page.evaluate(() => harness.assetSizes())).toEqual([expect.any(Number)]);
    await page.evaluate(() => harness.removeAssets());
    expect(await page.evaluate(() => harness.assetSizes())).toEqual([]);
  });

  test('that are not there are a problem of their node', async () => {
    const failing = await runOn(page, quickRun({ 'checkpoint.model': 'unheard-of' }));
    expect(failing.events.at(-1)).toMatchObject({
      type: 'failed',
      problems: [{ code: 'model-unknown', node: 'checkpoint' }],
    });
  });

  test('with weights beside them, or in half precision, paint what the plain one paints', async () => {
    const plain = await run();
    for (const model of ['external', 'half']) {
      const other = await runOn(page, quickRun({ 'checkpoint.model': model }));
      expect(other.events.at(-1), model).toMatchObject({ type: 'finished' });
      const painted = await readRgb(Buffer.from(other.outputs[0]!, 'base64'));
      const wanted = await readRgb(Buffer.from(plain.outputs[0]!, 'base64'));
      expect(meanDifference(painted, wanted)).toBeLessThan(0.5);
    }
  });
});

describe.skipIf(!hasBrowser)('a page that is not isolated, on plain http, in a folder of its host', () => {
  afterAll(() => open.close());

  test('computes on one thread and keeps nothing', async () => {
    const args = ['--host-resolver-rules=MAP plain.test 127.0.0.1'];
    await openSite({ args, isolated: false, under: '/some/folder' });
    page = await open.newPage();
    await page.goto(open.server.url.replace('127.0.0.1', 'plain.test'));
    await page.waitForFunction('"harness" in globalThis');
    const { devices } = await page.evaluate(() => harness.open({ device: 'auto' }));
    expect(devices.find(({ id }) => id === 'wasm')?.reason).toContain('one thread');
    expect((await run()).events.at(-1)).toMatchObject({ type: 'finished' });
    expect(await page.evaluate(() => harness.storage())).toMatchObject({ kind: 'memory', quotaBytes: null });
  });
});

describe.skipIf(!hasBrowser)('a vault of the Cache API', () => {
  beforeAll(() => openSite());
  afterAll(() => open.close());

  test('grows a file in parts, cuts it off, replaces and removes it', async () => {
    await newVisitor();
    const part = 9_000_000;
    const steps: VaultStep[] = [
      { do: 'append', from: 0, bytes: [1, 2, 3] },
      { do: 'append', from: 3, bytes: [4, 5] },
      { do: 'append', from: 1, bytes: [9] },
      { do: 'fill', from: 2, length: part, value: 8 },
      { do: 'append', from: part + 1, bytes: [7] },
      { do: 'write', bytes: [5] },
      { do: 'remove' },
    ];
    const states = await page.evaluate((given) => harness.tryCacheVault(given), steps);
    const files = ['folder/a file'];
    expect(states).toEqual([
      { sizeBytes: 3, head: [1, 2, 3], tail: [2, 3], files },
      { sizeBytes: 5, head: [1, 2, 3, 4, 5], tail: [4, 5], files },
      { sizeBytes: 2, head: [1, 9], tail: [1, 9], files },
      { sizeBytes: part + 2, head: [1, 9, 8, 8, 8, 8], tail: [8, 8], files },
      { sizeBytes: part + 2, head: [1, 9, 8, 8, 8, 8], tail: [8, 7], files },
      { sizeBytes: 1, head: [5], tail: [5], files },
      { files: [] },
    ]);
  });
});
