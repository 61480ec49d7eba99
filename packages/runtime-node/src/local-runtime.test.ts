import { cp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type RunEvent,
  type RunRequest,
  serializeWorkflow,
  type WorkflowDocument,
  workflowSchema,
} from '@latentgraph/graph-core';
import { readProvenance } from '@latentgraph/runtime-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSharpCodec } from './images/sharp-codec.ts';
import { createLocalRuntime, type LocalRuntime } from './local-runtime.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MODELS = join(ROOT, 'fixtures/models');

async function exampleDocument(): Promise<WorkflowDocument> {
  const text = await readFile(join(ROOT, 'examples/text-to-image.json'), 'utf8');
  return workflowSchema.parse(JSON.parse(text));
}

/** A quick run: the micro model, four steps, 64×64. */
const quick = {
  'checkpoint.model': 'micro',
  'schedule.steps': 4,
  'noise.width': 64,
  'noise.height': 64,
};

async function runtimeOn(modelsDirectory: string): Promise<LocalRuntime> {
  const home = await temporaryFolder();
  const runtime = await createLocalRuntime({ home, modelsDirectory, device: 'cpu', threads: 1 });
  onTestFinished(() => runtime.close());
  return runtime;
}

async function run(runtime: LocalRuntime, request: RunRequest) {
  const events: RunEvent[] = [];
  for await (const event of runtime.events(await runtime.submit(request))) events.push(event);
  const pictures: Uint8Array[] = [];
  for (const event of events) {
    const asset = event.type === 'output' ? await runtime.assets.get(event.asset) : undefined;
    if (asset) pictures.push(asset.bytes);
  }
  return { events, pictures, last: events.at(-1) };
}

async function pixelsOf(png: Uint8Array | undefined): Promise<Uint8Array> {
  return (await createSharpCodec().decode(png!)).data;
}

describe('a local runtime', () => {
  it('paints the same bytes each time, with what made them inside', async () => {
    const runtime = await runtimeOn(MODELS);
    const document = await exampleDocument();
    const overrides = { ...quick, 'noise.seed': '42' };
    const first = await run(runtime, { document, overrides });
    const again = await run(runtime, { document, overrides });
    const elsewhere = await run(await runtimeOn(MODELS), { document, overrides });
    expect(first.last?.type).toBe('finished');
    expect(again.pictures).toEqual(first.pictures);
    expect(elsewhere.pictures).toEqual(first.pictures);
    const micro = (await runtime.models.list()).find(({ name }) => name === 'micro');
    const { version } = await runtime.describe();
    expect(readProvenance(first.pictures[0]!)).toEqual({
      kind: 'found',
      provenance: {
        version: 1,
        workflow: serializeWorkflow(document),
        overrides,
        seeds: { noise: '42' },
        models: [{ name: 'micro', variant: '', hash: micro?.hash }],
        runtime: { name: 'latentgraph', version, device: 'cpu' },
      },
    });
  });

  it('tells of loading models and of steps, with numbers without gaps', async () => {
    const { events } = await run(await runtimeOn(MODELS), {
      document: await exampleDocument(),
      overrides: quick,
    });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['queued', 'started']);
    const loading = events.flatMap((event) => (event.type === 'modelLoading' ? [event] : []));
    expect(loading.map(({ component, phase }) => `${component} ${phase}`)).toEqual([
      ...['text_encoder opening', 'text_encoder ready', 'unet opening', 'unet ready'],
      ...['vae_decoder opening', 'vae_decoder ready'],
    ]);
    expect(events.filter(({ type }) => type === 'stepFinished')).toHaveLength(4);
  });

  // Micro's weights in other names, types, ranks and files.
  it.each([
    ['optimum-1.22', 1],
    ['optimum-external', 1],
    ['optimum-fp16', 2],
  ])('paints micro’s picture from the layout %s', async (layout, tolerance) => {
    const document = await exampleDocument();
    const expected = await run(await runtimeOn(MODELS), { document, overrides: quick });
    const { pictures } = await run(await runtimeOn(join(MODELS, 'layouts')), {
      document,
      overrides: { ...quick, 'checkpoint.model': layout },
    });
    const [wanted, painted] = [await pixelsOf(expected.pictures[0]), await pixelsOf(pictures[0])];
    expect(painted).toHaveLength(64 * 64 * 3);
    const differences = painted.map((value, index) => Math.abs(value - wanted[index]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(tolerance);
  });

  it('says before running that there is no such model', async () => {
    const overrides = { ...quick, 'checkpoint.model': '../../etc' };
    const { events } = await run(await runtimeOn(MODELS), { document: await exampleDocument(), overrides });
    expect(events.map(({ type }) => type)).toEqual(['queued', 'failed']);
    expect(events[1]).toMatchObject({ problems: [{ code: 'model-name-invalid', node: 'checkpoint' }] });
  });

  it.each([
    ['cut off', 'unet/model.onnx', 100_000, 'unet/model.onnx is cut off'],
    ['empty', 'vae_decoder/model.onnx', 0, 'vae_decoder/model.onnx is empty'],
  ])('says before running that a file is %s', async (_, path, length, says) => {
    const models = await temporaryFolder();
    await cp(join(MODELS, 'micro'), join(models, 'micro'), { recursive: true });
    await truncate(join(models, 'micro', path), length);
    const { last } = await run(await runtimeOn(models), {
      document: await exampleDocument(),
      overrides: quick,
    });
    expect(last).toMatchObject({
      type: 'failed',
      problems: [{ code: 'model-file-broken', message: expect.stringContaining(says), node: 'checkpoint' }],
    });
  });

  it.each([
    ['unet', 201_110, 'unet-negative', 'gave values that are not numbers (NaN or infinity) in step 1 of 4'],
    ['vae_decoder', 44_322, 'decode', 'gave values that are not numbers (NaN or infinity).'],
    ['text_encoder', 72_062, 'prompt', 'gave values that are not numbers (NaN or infinity).'],
  ])(
    'does not pass off as a picture what a %s with 16 broken weights makes',
    async (component, weights, node, says) => {
      const models = await temporaryFolder();
      await cp(join(MODELS, 'micro'), join(models, 'micro'), { recursive: true });
      const path = join(models, 'micro', component, 'model.onnx');
      const bytes = await readFile(path);
      for (let at = 0; at < 16; at += 1) bytes.writeFloatLE(Number.NaN, weights + at * 4);
      await writeFile(path, bytes);
      const { last, pictures } = await run(await runtimeOn(models), {
        document: await exampleDocument(),
        overrides: quick,
      });
      expect(pictures).toEqual([]);
      expect(last).toMatchObject({
        type: 'failed',
        problems: [{ code: 'model-output-not-finite', node, message: expect.stringContaining(says) }],
      });
    },
  );

  it('fails with the file’s name when only onnxruntime sees that it is broken', async () => {
    const models = await temporaryFolder();
    await cp(join(MODELS, 'micro'), join(models, 'micro'), { recursive: true });
    const path = join(models, 'micro/vae_decoder/model.onnx');
    const bytes = await readFile(path);
    // An operator that does not exist, of the same length: the file's structure stays sound.
    const broken = Buffer.from(bytes.toString('latin1').replaceAll('Resize', 'Resiqe'), 'latin1');
    expect(broken.equals(bytes)).toBe(false);
    await writeFile(path, broken);
    const { last } = await run(await runtimeOn(models), {
      document: await exampleDocument(),
      overrides: quick,
    });
    expect(last).toMatchObject({
      type: 'failed',
      problems: [{ message: expect.stringContaining('vae_decoder/model.onnx'), node: 'decode' }],
    });
  });

  it('cancels between steps', async () => {
    const runtime = await runtimeOn(MODELS);
    const overrides = { ...quick, 'schedule.steps': 500 };
    const id = await runtime.submit({ document: await exampleDocument(), overrides });
    const types: string[] = [];
    for await (const event of runtime.events(id)) {
      types.push(event.type);
      if (event.type === 'stepFinished' && event.step === 2) await runtime.cancel(id);
    }
    expect(types.at(-1)).toBe('cancelled');
    expect(types.filter((type) => type === 'stepFinished').length).toBeLessThan(100);
    expect(await runtime.runs()).toMatchObject([{ run: id, state: 'cancelled' }]);
  });
});
