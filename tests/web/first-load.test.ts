import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';

/** Of compressed JavaScript, before anybody presses Run. */
const FIRST_LOAD_BYTES = 500_000;

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
    const run = page.getByRole('button', { name: 'Run', exact: true }).first();
    await run.waitFor();
    await page.waitForLoadState('networkidle');

    const scripts = requested('.js');
    expect(scripts.length).toBeGreaterThan(0);
    const gzipped = (path: string) => gzipSync(readFileSync(join(inject('editor'), path))).length;
    const bytes = scripts.reduce((sum, path) => sum + gzipped(path), 0);
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
    expect([...requested('.wasm'), ...requested('.onnx')]).toEqual([]);

    const wasm = page.waitForRequest((request) => request.url().endsWith('.wasm'));
    await run.click();
    await wasm;
    expect(requested('.onnx')).not.toEqual([]);
  });
});
