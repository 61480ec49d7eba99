import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';

const FIRST_LOAD_BYTES = 500_000;
/** Above it people feel a page stutter. */
const LONG_TASK_MS = 50;

describe.skipIf(!hasBrowser)('the page', () => {
  let open: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('editor');
    page = await open.newPage();
    await page.getByRole('heading', { name: 'Text to image' }).waitFor();
    await page.getByText('Runs on').waitFor();
  });
  afterAll(() => open.close());

  const requested = (extension: string) =>
    open.server.requests.map(({ path }) => path).filter((path) => path.endsWith(extension));

  test('loads little before the first run, and no onnxruntime', () => {
    const scripts = [...new Set(requested('.js'))];
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.reduce(
      (sum, path) => sum + gzipSync(readFileSync(join(inject('editor'), path))).length,
      0,
    );
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
    expect(requested('.wasm')).toEqual([]);
    expect(requested('.onnx')).toEqual([]);
  });

  test('runs an example, shows its steps and its picture, and answers meanwhile', async () => {
    const idleMs = await longestTaskMs(page, () => page.waitForTimeout(2000));
    const runningMs = await longestTaskMs(page, async () => {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.locator('#picture[data-kind=preview]').waitFor();
      await page.getByText(/Step \d+ of 20/).waitFor();
      await page.getByText(/Done in/).waitFor({ timeout: 60_000 });
    });
    expect(runningMs).toBeLessThan(Math.max(LONG_TASK_MS, idleMs));

    const painted = await readRgb(await shownPicture(page));
    expect(meanDifference(painted, await readRgb('examples/text-to-image.png'))).toBeLessThan(2);
    expect(requested('.wasm')).toHaveLength(1);
  });

  test('takes other words, and stops when told', async () => {
    await page.getByRole('button', { name: 'Seed grid' }).click();
    await page.getByLabel('Prompt', { exact: true }).fill('two trees in winter');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText(/Step \d+ of/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled').waitFor();
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isEnabled()).toBe(true);
  });

  test('says why a device is not there', async () => {
    await page.locator('#device').selectOption('webgpu');
    await page.getByText('This browser cannot run on webgpu').waitFor();
    await page.locator('#device').selectOption('auto');
    await page.getByText('Runs on').waitFor();
  });

  test('lists what the browser keeps, and deletes it', async () => {
    await page.getByText('Kept by this browser').click();
    const tiny = page.getByRole('listitem').filter({ hasText: 'tiny:' });
    await tiny.getByRole('button', { name: 'Delete' }).click();
    await tiny.getByText('tiny: 0.0 of').waitFor();
  });
});

/** The longest task of the page's thread while something happens; 0 when none was long enough to be told of. */
async function longestTaskMs(page: Page, during: () => Promise<void>): Promise<number> {
  await page.evaluate(`
    globalThis.longTasks = [];
    globalThis.longTaskObserver = new PerformanceObserver((list) =>
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    globalThis.longTaskObserver.observe({ type: 'longtask' });
  `);
  await during();
  return page.evaluate('globalThis.longTaskObserver.disconnect(), Math.max(0, ...globalThis.longTasks)');
}

/** The bytes of the picture that the page shows. */
async function shownPicture(page: Page): Promise<Buffer> {
  const numbers = await page.evaluate<number[]>(
    `fetch(document.querySelector('#picture').src)
      .then((response) => response.arrayBuffer())
      .then((bytes) => [...new Uint8Array(bytes)])`,
  );
  return Buffer.from(numbers);
}
