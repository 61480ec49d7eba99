import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalRuntime, type LocalRuntime } from '@latentgraph/runtime-node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../scripts/lib/chromium.mjs';
import { readExample } from '../support/examples.ts';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';
import { expectSamePicture } from './support/gpu-picture.ts';

/** Each with nodes of its own; the two encodings of inpainting alone take seconds without a GPU. */
const examples = ['inpainting', 'image-to-image', 'two-prompts', 'prompt-switch'];

describe.skipIf(!hasBrowser)('on WebGPU, with the software adapter', () => {
  let open: OpenBrowser;
  let page: Page;
  let home: string;
  let local: LocalRuntime;

  beforeAll(async () => {
    open = await openBrowser('harness', { args: SOFTWARE_WEBGPU });
    page = await open.newPage();
    await page.evaluate(() => harness.open({ device: 'webgpu' }));
    home = await mkdtemp(join(tmpdir(), 'latentgraph-'));
    local = await createLocalRuntime({ home, modelsDirectory: 'fixtures/models', device: 'cpu' });
  });
  afterAll(async () => {
    await open.close();
    await local.close();
    await rm(home, { recursive: true });
  });

  test.each(examples)('examples/%s.json paints what Node paints', async (name) => {
    const overrides = { 'checkpoint.model': 'micro', 'schedule.steps': 3 };
    await expectSamePicture(page, local, { document: readExample(name), overrides });
  });
});
