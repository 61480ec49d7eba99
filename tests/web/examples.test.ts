import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES, readExample } from '../support/examples.ts';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { hasBrowser, type OpenBrowser, openBrowser } from './support/browser.ts';
import { runOn } from './support/harness-page.ts';

/** Steps of 1/255 between a picture of the browser and that of Node on the CPU. */
const TOLERANCE = 2;

const names = readdirSync(EXAMPLES)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

describe.skipIf(!hasBrowser)('in WebAssembly', () => {
  let open: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('harness');
    page = await open.newPage();
    await page.evaluate(() => harness.open({ device: 'wasm' }));
  });
  afterAll(() => open.close());

  // tests/integration/examples.test.ts holds the pictures beside the examples to what Node paints.
  test.each(names)('examples/%s.json paints what Node paints', async (name) => {
    const document = readExample(name);
    const { events, outputs } = await runOn(page, { document });
    expect(events.at(-1)).toMatchObject({ type: 'finished' });
    expect(outputs).toHaveLength(1);
    const painted = await readRgb(Buffer.from(outputs[0]!, 'base64'));
    expect(meanDifference(painted, await readRgb(join(EXAMPLES, `${name}.png`)))).toBeLessThan(TOLERANCE);
  });
});
