import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CpuTensor,
  cpuTensor,
  createCpuBackend,
  evaluateWith,
  modelHandles,
  readModelFolder,
  readTokenizer,
  readVariant,
  SessionPool,
} from '@latentgraph/runtime-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryFiles } from '../stores/directory-files.ts';
import { loadOrt } from './load-ort.ts';
import { diskSessions } from './session-source.ts';

const MODELS = join(import.meta.dirname, '../../../../fixtures/models');

async function openModel(path: string) {
  const directory = join(MODELS, path);
  const folder = await readModelFolder('micro', directoryFiles(directory));
  const result = await readVariant(folder, '', 'cpu');
  if (!result.ok) throw new Error(result.problems[0]?.message);
  const pool = new SessionPool(
    diskSessions({
      device: 'cpu',
      threads: 1,
      locate: async () => ({ model: result.model, stored: { folder, directory } }),
    }),
    1e9,
  );
  const ops = createCpuBackend(evaluateWith(await loadOrt(), pool));
  return { pool, ops, folder, warnings: result.warnings, handles: modelHandles(result.model, path) };
}

type Opened = Awaited<ReturnType<typeof openModel>>;

/** A fixed wave: neither constant nor random. */
function wave(dims: readonly number[], speed: number, amplitude: number): CpuTensor {
  const size = dims.reduce((product, length) => product * length, 1);
  return cpuTensor(
    Float32Array.from({ length: size }, (_, index) => amplitude * Math.sin(index * speed)),
    dims,
  );
}

async function outputsOf({ ops, handles }: Opened) {
  const key = handles.unet.model;
  const integers = Array.from({ length: 2 * 77 }, (_, index) => (index * 37) % 791);
  const text = await ops.evaluate(key, 'text_encoder', { input_ids: { integers, dims: [2, 77] } });
  const hidden = text.last_hidden_state!;
  const prediction = await ops.evaluate(key, 'unet', {
    sample: wave([2, 4, 8, 8], 0.7, 1.5),
    timestep: 801,
    encoder_hidden_states: hidden,
  });
  const picture = await ops.evaluate(key, 'vae_decoder', { latent_sample: wave([2, 4, 8, 8], 0.3, 1) });
  const encoded = await ops.evaluate(key, 'vae_encoder', { sample: wave([1, 3, 64, 64], 0.1, 0.9) });
  return { hidden, prediction: prediction.out_sample!, picture: picture.sample!, encoded };
}

function largestDifference(a: unknown, b: unknown): number {
  const [x, y] = [(a as CpuTensor).data, (b as CpuTensor).data];
  expect(x.length).toBe(y.length);
  return x.reduce((largest, value, index) => Math.max(largest, Math.abs(value - y[index]!)), 0);
}

describe('the ways a model is exported', () => {
  let micro: Opened;
  let expected: Awaited<ReturnType<typeof outputsOf>>;
  const opened: Opened[] = [];

  beforeAll(async () => {
    micro = await openModel('micro');
    expected = await outputsOf(micro);
    opened.push(micro);
  });
  afterAll(() => Promise.all(opened.map(({ pool }) => pool.dispose())));

  // Pictures run from −1 to 1, so one step of 255 is 2 / 255.
  it.each([
    ['layouts/optimum-1.22', 1 / 255],
    ['layouts/optimum-external', 1 / 255],
    ['layouts/optimum-fp16', 2 / 255],
  ])('%s computes what micro computes', async (path, tolerance) => {
    const model = await openModel(path);
    opened.push(model);
    const outputs = await outputsOf(model);
    expect(largestDifference(outputs.hidden, expected.hidden)).toBeLessThan(tolerance * 2);
    expect(largestDifference(outputs.prediction, expected.prediction)).toBeLessThan(tolerance * 2);
    expect(largestDifference(outputs.picture, expected.picture)).toBeLessThan(tolerance * 2);
    expect({ ...model.handles.unet, model: null }).toEqual({ ...micro.handles.unet, model: null });
    expect(model.warnings).toEqual([]);
  });

  it('reads handles from the configs', () => {
    expect(micro.handles).toEqual({
      textEncoder: {
        model: { name: 'micro', variant: '', hash: 'micro' },
        conditioningWidth: 16,
        tokenLimit: 77,
        towers: [{ component: 'text_encoder', layer: 'last' }],
      },
      unet: {
        model: { name: 'micro', variant: '', hash: 'micro' },
        family: expect.objectContaining({ channels: 4, factor: 8 }),
        inChannels: 4,
        conditioningWidth: 16,
        sizeMultiple: 2,
        predictionType: 'epsilon',
        extraInputs: [],
      },
      vae: {
        model: { name: 'micro', variant: '', hash: 'micro' },
        family: {
          channels: 4,
          factor: 8,
          latentRgb: {
            factors: [
              [0.3, 0.1, 0],
              [0, 0.3, 0.1],
              [0.1, 0, 0.3],
              [0.1, 0.1, 0.1],
            ],
            bias: [0, 0, 0],
          },
        },
        scalingFactor: 1,
        shiftFactor: 0,
      },
      schedulerConfig: {
        model: 'micro',
        config: expect.objectContaining({ _class_name: 'DDIMScheduler', steps_offset: 1 }),
      },
    });
  });

  it('reads the tokenizer as it stands', async () => {
    const tokenizer = await readTokenizer(micro.folder, 'tokenizer');
    const merges = await readFile(join(MODELS, 'micro/tokenizer/merges.txt'), 'utf8');
    expect(tokenizer.merges).toBe(merges);
    expect(Object.keys(tokenizer.vocab)).toHaveLength(793);
    expect(tokenizer.config.model_max_length).toBe(77);
    expect(tokenizer.specialTokens.pad_token).toBe('<|endoftext|>');
  });

  it('names the input when a feed has none, and the feed when an input has none', async () => {
    const key = micro.handles.unet.model;
    const feeds = {
      sample: wave([1, 4, 8, 8], 1, 1),
      timestep: 1,
      encoder_hidden_states: wave([1, 77, 16], 1, 1),
    };
    await expect(micro.ops.evaluate(key, 'unet', { ...feeds, controlnet: 1 })).rejects.toMatchObject({
      problem: { code: 'model-input-unknown', message: expect.stringContaining("no input 'controlnet'") },
    });
    const { timestep: _, ...withoutTimestep } = feeds;
    await expect(micro.ops.evaluate(key, 'unet', withoutTimestep)).rejects.toMatchObject({
      problem: { code: 'model-input-missing', message: expect.stringContaining("'timestep'") },
    });
  });
});
