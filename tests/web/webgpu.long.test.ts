import { describe, test } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../scripts/lib/chromium.mjs';
import { readExample } from '../support/examples.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { hasBrowser } from './support/browser.ts';
import { expectSamePicture } from './support/gpu-picture.ts';
import { useHarness } from './support/harness-page.ts';

/** Each with nodes of its own; the two encodings of inpainting alone take seconds without a GPU. */
const examples = ['inpainting', 'image-to-image', 'two-prompts', 'prompt-switch'];

describe.skipIf(!hasBrowser)('on WebGPU, with the software adapter', () => {
  const site = useHarness({ device: 'webgpu' }, SOFTWARE_WEBGPU);
  const onCpu = useRuntime({}, { modelsDirectory: 'fixtures/models' });

  test.each(examples)('examples/%s.json paints what Node paints', async (name) => {
    const overrides = { 'checkpoint.model': 'micro', 'schedule.steps': 3 };
    await expectSamePicture(site.page, onCpu, { document: readExample(name), overrides });
  });
});
