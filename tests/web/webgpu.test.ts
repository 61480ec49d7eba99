import type { Edge, NodeRecord, RunRequest, WorkflowDocument } from '@latentgraph/graph-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../scripts/lib/chromium.mjs';
import { readExample } from '../support/examples.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { hasBrowser } from './support/browser.ts';
import { expectSamePicture } from './support/gpu-picture.ts';
import { ENDLESS, quickRun, runOn, useHarness } from './support/harness-page.ts';

/** Few steps: without a GPU behind it, every evaluation takes about a second. */
const requests: readonly (readonly [says: string, request: RunRequest])[] = [
  [
    'the embedded model',
    {
      document: readExample('text-to-image'),
      overrides: { 'schedule.steps': 2, 'guidance.scale': 1, 'noise.width': 64, 'noise.height': 64 },
    },
  ],
  [
    'colours, and a solver with a memory',
    {
      document: readExample('color-guidance'),
      overrides: {
        ...{ 'checkpoint.model': 'micro', 'schedule.steps': 3, 'schedule.scheduler': 'dpm-multistep' },
        ...{ 'noise.width': 64, 'noise.height': 64 },
      },
    },
  ],
  [
    'a UNet of nine channels, made for inpainting',
    {
      document: withInpaintConditioning(readExample('inpainting')),
      overrides: { 'checkpoint.model': 'micro-inpaint', 'schedule.steps': 2, 'guidance.scale': 1 },
    },
  ],
];

/** The inpainting example, with prompts that show the picture around the mask; what is painted is not pasted into it. */
function withInpaintConditioning(document: WorkflowDocument): WorkflowDocument {
  const { nodes, edges } = document.graphs.main;
  const added: Record<string, NodeRecord> = {};
  const wires: Edge[] = [];
  const end = (name: string) => {
    const [node, port] = name.split('.') as [string, string];
    return { node, port };
  };
  const wire = (from: string, to: string) => wires.push({ from: end(from), to: end(to) });
  for (const prompt of ['prompt', 'negative']) {
    const around = `${prompt}-around`;
    added[around] = {
      type: 'InpaintConditioning',
      version: 1,
      params: {},
      position: { x: 0, y: 0 },
    };
    wire(`${prompt}.conditioning`, `${around}.conditioning`);
    wire('checkpoint.vae', `${around}.vae`);
    wire('picture.image', `${around}.image`);
    wire('paint.mask', `${around}.mask`);
    wire(`${around}.conditioning`, `unet-${prompt}.conditioning`);
  }
  wire('decode.image', 'save.image');
  const taken = new Set(wires.map(({ to }) => `${to.node}.${to.port}`));
  const kept = edges.filter(({ to }) => !taken.has(`${to.node}.${to.port}`));
  return { ...document, graphs: { main: { nodes: { ...nodes, ...added }, edges: [...kept, ...wires] } } };
}

/** One evaluation of the UNet. */
const SHORT = { 'schedule.steps': 1, 'guidance.scale': 1 };

describe.skipIf(!hasBrowser)('on WebGPU, with the software adapter', () => {
  const site = useHarness(undefined, SOFTWARE_WEBGPU);
  const onCpu = useRuntime({}, { modelsDirectory: 'fixtures/models' });

  test('auto leaves it alone, and says why', async () => {
    const { device, devices } = await site.page.evaluate(() => harness.open({ device: 'auto' }));
    expect(device.id).toBe('wasm');
    expect(devices.find(({ id }) => id === 'webgpu')).toMatchObject({
      available: false,
      reason: expect.stringContaining('software adapter (google swiftshader)'),
    });
  });

  describe('asked for by name', () => {
    beforeAll(async () => {
      const { device } = await site.page.evaluate(() => harness.open({ device: 'webgpu' }));
      expect(device.id).toBe('webgpu');
    });

    test('the GPU is taken by the first run, and by nothing before', async () => {
      await site.page.evaluate(() => Promise.all([harness.models(), harness.storage()]));
      expect(await site.page.evaluate(() => harness.gpuDevices())).toBe(0);
      await runOn(site.page, { ...quickRun(SHORT), targets: ['end'] });
      expect(await site.page.evaluate(() => harness.gpuDevices())).toBe(1);
    });

    test.each(requests)('%s: paints what Node paints', async (_, request) => {
      await expectSamePicture(site.page, onCpu, request);
    });

    test('leaves nothing on the GPU: 20 in a row', async () => {
      const runOnce = (seed: number) =>
        runOn(site.page, { ...quickRun({ ...SHORT, 'noise.seed': seed }), targets: ['end'] });
      await runOnce(0);
      const buffers = await site.page.evaluate(() => harness.gpuBuffers());
      for (let seed = 1; seed <= 20; seed += 1) {
        expect((await runOnce(seed)).events.at(-1)).toMatchObject({ type: 'finished' });
        expect(await site.page.evaluate(() => harness.diagnostics())).toMatchObject({ gpuTensors: 0 });
      }
      // onnxruntime keeps buffers for the next run, but not more and more of them.
      expect(await site.page.evaluate(() => harness.gpuBuffers())).toBeLessThanOrEqual(buffers);
    });

    test('fails with a reason when the GPU is lost, and the next one runs without a reload', async () => {
      const before = await site.page.evaluate(() => harness.finishedSteps);
      const running = runOn(site.page, quickRun(ENDLESS));
      await site.page.waitForFunction((steps) => harness.finishedSteps > steps, before);
      const session = await site.open.browser.newBrowserCDPSession();
      await session.send('Browser.crashGpuProcess').catch(() => {});
      const { events, workers } = await running;
      expect(events.at(-1)).toMatchObject({ type: 'failed', problems: [{ code: 'device-lost' }] });
      const next = await runOn(site.page, quickRun(SHORT));
      expect(next.events.at(-1)).toMatchObject({ type: 'finished' });
      expect(next.workers).toBe(workers + 1);
    });
  });
});
