import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';

/** Of compressed JavaScript, before anybody presses Run. */
const FIRST_LOAD_BYTES = 521_000;

/** A part of the page is loaded with all that it imports, which the page lists in its links. */
const STILL_TO_COME = `[...document.querySelectorAll('link[rel=modulepreload], link[rel=stylesheet]')]
  .map(({ href }) => href)
  .filter((href) => performance.getEntriesByName(href).length === 0)`;

/** Whatever page `apps/editor` builds. */
describe.skipIf(!hasBrowser)('the first visit', () => {
  let open: OpenBrowser;

  beforeAll(async () => {
    open = await openBrowser('editor');
  });
  afterAll(() => open.close());

  const requested = (extension: string) => [
    ...new Set(open.server.requests.map(({ path }) => path).filter((path) => path.endsWith(extension))),
  ];

  test('loads little before the first run, no model, and onnxruntime with the first run', async () => {
    const page = await open.newPage();
    // What the page fetches in its own time, too: its worker, to say what this browser can do, and the palette.
    await page.getByRole('button', { name: 'Where to run: This browser, WASM' }).waitFor();
    await expect.poll(() => requested('.js')).toContainEqual(expect.stringContaining('command-palette'));
    await expect.poll(() => page.evaluate(STILL_TO_COME)).toEqual([]);

    const scripts = requested('.js');
    const gzipped = (path: string) => gzipSync(readFileSync(join(inject('editor'), path))).length;
    const bytes = scripts.reduce((sum, path) => sum + gzipped(path), 0);
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
    expect([...requested('.wasm'), ...requested('.onnx')]).toEqual([]);

    const wasm = page.waitForRequest((request) => request.url().endsWith('.wasm'));
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await wasm;
    expect(requested('.onnx')).not.toEqual([]);
  });
});
