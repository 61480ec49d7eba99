import { readFileSync } from 'node:fs';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../scripts/lib/chromium.mjs';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';
import './site/harness-api.ts';

const read = parseWorkflow(readFileSync('examples/text-to-image.json', 'utf8'), builtinRegistry);
const document = read.ok ? read.document : undefined;

describe.skipIf(!hasBrowser)('on WebGPU, with the software adapter', () => {
  let open: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('harness', { args: SOFTWARE_WEBGPU });
    page = await open.newPage();
  });
  afterAll(() => open.close());

  test('auto leaves it alone', async () => {
    const { device, devices } = await page.evaluate(() => harness.open({ device: 'auto' }));
    console.log(devices);
    expect(device.id).toBe('wasm');
  });

  test('micro', async () => {
    await page.evaluate(() => harness.open({ device: 'webgpu' }));
    const overrides = {
      'checkpoint.model': 'micro',
      'schedule.steps': 2,
      'noise.width': 64,
      'noise.height': 64,
    };
    const run = await page.evaluate((request) => harness.run(request), { document: document!, overrides });
    console.log(JSON.stringify(run.events, null, 0));
    expect(run.events.at(-1)).toMatchObject({ type: 'finished' });
    await page.evaluate(() => harness.open({ device: 'wasm' }));
    const wasm = await page.evaluate((request) => harness.run(request), { document: document!, overrides });
    console.log(JSON.stringify(wasm.events.at(-1)));
    const a = await readRgb(Buffer.from(run.outputs[0]!, 'base64'));
    const b = await readRgb(Buffer.from(wasm.outputs[0]!, 'base64'));
    console.log(meanDifference(a, b));
  });
});
