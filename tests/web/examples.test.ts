import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXAMPLES, readExample, runnableExamples } from '../support/examples.ts';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { hasBrowser } from './support/browser.ts';
import { runOn, useHarness } from './support/harness-page.ts';

/** Steps of 1/255 between a picture of the browser and that of Node on the CPU. */
const TOLERANCE = 2;

describe.skipIf(!hasBrowser)('in WebAssembly', () => {
  const site = useHarness({ device: 'wasm' });

  // tests/integration/examples.test.ts holds the pictures beside the examples to what Node paints.
  test.each(runnableExamples)('examples/%s.json paints what Node paints', async (name) => {
    const document = readExample(name);
    const { events, outputs } = await runOn(site.page, { document });
    expect(events.at(-1)).toMatchObject({ type: 'finished' });
    expect(outputs).toHaveLength(1);
    const painted = await readRgb(Buffer.from(outputs[0]!, 'base64'));
    expect(meanDifference(painted, await readRgb(join(EXAMPLES, `${name}.png`)))).toBeLessThan(TOLERANCE);
  });
});
