import { ProblemError } from '@latentgraph/graph-core';
import { describe, expect, test } from 'vitest';
import type { Feed, Tensor } from '../../contract/tensor.ts';
import type { ConditioningValue, PredictionValue, UNetHandle } from '../../contract/values.ts';
import { guidanceEmbedding } from '../../guidance/guidance-embedding.ts';
import { type FakeServices, fakeServices } from '../../testing/fake-services.ts';
import { contextOf, type NodeCall, problemOf, runNode } from '../../testing/run-node.ts';
import {
  latentOf,
  read,
  sampleSchedule,
  sampleStep,
  sampleUNet,
  tensorOf,
} from '../../testing/sample-values.ts';
import { unet } from './unet.ts';

type Feeds = Readonly<Record<string, Feed>>;

interface UNetServices extends FakeServices {
  /** The feeds of each evaluation so far. */
  readonly fed: readonly Feeds[];
}

/** A model whose pictures do not mix: latent · (1 + Σ embeddings) + timestep, in its first channel. */
function services(mostPictures = Number.POSITIVE_INFINITY): UNetServices {
  const fed: Feeds[] = [];
  const fake = fakeServices({
    async evaluate(_, component, feeds, ops) {
      expect(component).toBe('unet');
      fed.push(feeds);
      const { sample, encoder_hidden_states: embeddings } = feeds as Record<string, Tensor>;
      const [batch, channels, height, width] = sample!.dims as [number, number, number, number];
      if (batch > mostPictures)
        throw new ProblemError({ code: 'out-of-memory', message: 'Full.', remedy: '' });
      const [values, tokens] = [await ops.download(sample!), await ops.download(embeddings!)];
      expect(embeddings!.dims[0]).toBe(batch);
      const perPicture = tokens.length / batch;
      const output = new Float32Array(batch * height * width).map((_, i) => {
        const picture = Math.floor(i / (height * width));
        const sum = tokens
          .subarray(picture * perPicture, (picture + 1) * perPicture)
          .reduce((a, b) => a + b, 0);
        const cell = i % (height * width);
        return values[picture * channels * height * width + cell]! * (1 + sum) + Number(feeds.timestep);
      });
      return { out_sample: await ops.upload(output, [batch, 1, height, width]) };
    },
  });
  return Object.assign(fake, { fed });
}

interface CallOptions {
  readonly latent?: readonly number[];
  readonly batch?: number;
  /** One row of width 2 for each picture. */
  readonly embeddings?: readonly number[];
  readonly entries?: Partial<ConditioningValue>;
  readonly handle?: Partial<UNetHandle>;
  readonly step?: object;
  readonly guidance?: number;
}

async function callOf(use: FakeServices, options: CallOptions = {}): Promise<NodeCall> {
  const { latent = [1, 2], batch = 1, embeddings = [1, 1], entries, handle, step, guidance } = options;
  return {
    params: guidance === undefined ? {} : { guidance },
    inputs: {
      unet: sampleUNet(handle),
      latent: await latentOf(use.ops, latent, { dims: [batch, 1, 1, latent.length / batch] }),
      step: sampleStep(step),
      conditioning: {
        embeddings: await tensorOf(use.ops, embeddings, [embeddings.length / 2, 1, 2]),
        ...entries,
      },
    },
    services: use,
  };
}

const predictionIn = async (use: FakeServices, outputs: unknown) =>
  read(use.ops, (outputs as { prediction: PredictionValue }).prediction.tensor);

async function predicted(use: FakeServices, options: CallOptions = {}) {
  const { outputs } = await runNode(unet, await callOf(use, options));
  return predictionIn(use, outputs);
}

describe('UNet', () => {
  test('scales its latent as the scheduler asks, and says what kind its prediction is of', async () => {
    const use = services();
    const schedule = sampleSchedule('euler', 4, { prediction_type: 'v_prediction' });
    const call = await callOf(use, { step: { inputScale: 0.5, timestep: 10, schedule } });
    const { outputs } = await runNode<{ prediction: PredictionValue }>(unet, call);
    expect(outputs.prediction.kind).toBe('v_prediction');
    expect((await predictionIn(use, outputs)).data).toEqual([11.5, 13]);
  });

  test('one prompt serves a batch of latents, and one latent a batch of prompts', async () => {
    const use = services();
    const step = { timestep: 0 };
    expect(await predicted(use, { latent: [1, 2], batch: 2, step })).toEqual({
      dims: [2, 1, 1, 1],
      data: [3, 6],
    });
    expect(await predicted(use, { latent: [1], embeddings: [0, 0, 1, 1], step })).toEqual({
      dims: [2, 1, 1, 1],
      data: [1, 3],
    });
    expect(
      await problemOf(() => predicted(use, { latent: [1, 2, 3], batch: 3, embeddings: [0, 0, 1, 1] })),
    ).toMatchObject({ code: 'batch-sizes-differ' });
  });

  test('takes odd sizes where its graph does', async () => {
    const options = { latent: [1, 2, 3], step: { timestep: 0 }, handle: { sizeMultiple: 1 } };
    expect(await predicted(services(), options)).toEqual({ dims: [1, 1, 1, 3], data: [3, 6, 9] });
  });

  test('refuses sizes that the model cannot halve often enough', async () => {
    expect(await problemOf(() => predicted(services(), { handle: { sizeMultiple: 2 } }))).toMatchObject({
      code: 'size-not-a-multiple',
      message:
        "UNet 'node' gets a latent for 4×2 pixels, but sides for model 'sample' must be multiples of 4.",
      remedy: 'Make the picture 4×4.',
    });
  });
});

describe('UNet of a fixed export', () => {
  test('refuses other sizes and other numbers of tokens, and says which it takes', async () => {
    const fixedSize = { widthPx: 8, heightPx: 2 };
    expect(await problemOf(() => predicted(services(), { handle: { fixedSize } }))).toMatchObject({
      code: 'size-fixed',
      message: "The latent at UNet 'node' is for 4×2 pixels, but model 'sample' was exported for 8×2 alone.",
      remedy: 'Make it 8×2, or export the model with dynamic axes.',
    });
    expect(await predicted(services(), { latent: [1, 2, 3, 4], handle: { fixedSize } })).toBeDefined();
    expect(await problemOf(() => predicted(services(), { handle: { fixedTokens: 77 } }))).toMatchObject({
      code: 'prompt-length-fixed',
      message: "UNet 'node' gets a prompt of 1 tokens, but model 'sample' was exported for 77 alone.",
    });
  });
});

describe('UNet, coalesced', () => {
  const contexts = (calls: readonly NodeCall[]) => calls.map((call) => contextOf(unet, call)) as never[];

  test('calls together give what each gives alone, in one evaluation', async () => {
    const use = services();
    const calls = [
      await callOf(use, { latent: [1, 2, 3, 4], batch: 2, embeddings: [1, 1] }),
      await callOf(use, { latent: [1, 2, 3, 4], batch: 2, embeddings: [0, 0, 2, 3] }),
      await callOf(use, { latent: [5, 6], embeddings: [-1, 0] }),
    ];
    const alone = await Promise.all(
      calls.map(async (call) => predictionIn(use, (await runNode(unet, call)).outputs)),
    );
    expect(use.fed).toHaveLength(3);
    const outputs = await unet.coalesce!.runTogether(contexts(calls));
    const together = await Promise.all(outputs.map((output) => predictionIn(use, output)));
    expect(together).toEqual(alone);
    expect(use.fed).toHaveLength(4);
    expect((use.fed[3]!.sample as Tensor).dims).toEqual([5, 1, 1, 2]);
  });

  test('calls that do not fit into memory together run one after the other, from then on at once', async () => {
    const use = services(1);
    const calls = [await callOf(use, { latent: [1, 2] }), await callOf(use, { latent: [5, 6] })];
    const batches = () => use.fed.map(({ sample }) => (sample as Tensor).dims[0]);
    const outputs = await unet.coalesce!.runTogether(contexts(calls));
    expect(await Promise.all(outputs.map((output) => predictionIn(use, output)))).toEqual(
      await Promise.all(calls.map(async (call) => predictionIn(use, (await runNode(unet, call)).outputs))),
    );
    expect(batches()).toEqual([2, 1, 1, 1, 1]);
    await unet.coalesce!.runTogether(contexts(calls));
    expect(batches()).toEqual([2, 1, 1, 1, 1, 1, 1]);
    const large = await callOf(use, { latent: [1, 2], batch: 2 });
    expect(await problemOf(() => unet.coalesce!.runTogether(contexts([large, large])))).toMatchObject({
      code: 'out-of-memory',
    });
  });

  test('inpainting channels stay with their picture', async () => {
    const use = services();
    const handle = { inChannels: 3 };
    const concat = await tensorOf(use.ops, [1, 0, 7, 8], [1, 2, 1, 2]);
    const options = { handle, entries: { concat }, step: { inputScale: 0.5 } };
    const calls = [
      await callOf(use, { ...options, latent: [2, 4, 6, 8], batch: 2 }),
      await callOf(use, { ...options, latent: [10, 12] }),
    ];
    await unet.coalesce!.runTogether(contexts(calls));
    // The scheduler's scaling is for the latent alone.
    expect(await read(use.ops, use.fed[0]!.sample as Tensor)).toEqual({
      dims: [3, 3, 1, 2],
      data: [1, 2, 1, 0, 7, 8, 3, 4, 1, 0, 7, 8, 5, 6, 1, 0, 7, 8],
    });
  });

  test('only calls that fit into one batch share a key', async () => {
    const use = services();
    const keyOf = async (options: CallOptions) =>
      unet.coalesce!.key(contexts([await callOf(use, options)])[0]!);
    const key = await keyOf({});
    expect(await keyOf({ latent: [3, 4, 5, 6], batch: 2, embeddings: [5, 5] })).toBe(key);
    const pooled = await tensorOf(use.ops, [1], [1, 1]);
    const others: CallOptions[] = [
      { latent: [1, 2, 3] },
      { step: { timestep: 499 } },
      { step: { inputScale: 0.5 } },
      { entries: { pooled } },
      { entries: { concat: await tensorOf(use.ops, [1], [1, 1, 1, 1]) } },
      { entries: { concat: await tensorOf(use.ops, [1, 2], [1, 2, 1, 1]) } },
      { handle: { model: { name: 'sample', variant: 'fp16', hash: 'sample-hash' } } },
      { handle: { model: { name: 'sample', variant: '', hash: 'other' } } },
    ];
    const keys = await Promise.all(others.map(keyOf));
    expect(new Set([key, ...keys]).size).toBe(others.length + 1);
  });
});

describe('UNet inputs of some models', () => {
  test('models that are shown pictures and conditionings that do not fit each other are problems', async () => {
    const use = services();
    expect(await problemOf(() => predicted(use, { handle: { inChannels: 3 } }))).toMatchObject({
      code: 'unet-channels',
      message:
        "UNet 'node' would feed model 'sample' 1 latent channels and 0 of a picture to look at, but it takes 3.",
      remedy: expect.stringContaining('put Inpaint Conditioning'),
    });
    expect(await problemOf(() => predicted(use, { handle: { inChannels: 2 } }))).toMatchObject({
      code: 'unet-channels',
      remedy: expect.stringContaining('put Instruct Pix2Pix Conditioning'),
    });
    const concat = await tensorOf(use.ops, [1, 0, 7, 8], [1, 2, 1, 2]);
    expect(await problemOf(() => predicted(use, { entries: { concat } }))).toMatchObject({
      code: 'unet-channels',
      remedy: expect.stringContaining('leave Inpaint Conditioning or Instruct'),
    });
    const larger = { handle: { inChannels: 3 }, entries: { concat }, latent: [1, 2, 3, 4] };
    expect(await problemOf(() => predicted(use, larger))).toMatchObject({ code: 'inpainting-size' });
  });

  test('predictions of a model with guidance built in say so', async () => {
    const use = services();
    const call = await callOf(use, { handle: { extraInputs: ['timestep_cond'] } });
    const { outputs } = await runNode<{ prediction: PredictionValue }>(unet, call);
    expect(outputs.prediction.isGuided).toBe(true);
  });

  test('SDXL is told pooled embeddings and sizes', async () => {
    const use = services();
    const handle = { extraInputs: ['text_embeds', 'time_ids'] };
    expect(await problemOf(() => predicted(use, { handle }))).toMatchObject({ code: 'pooled-missing' });

    const pooled = await tensorOf(use.ops, [5, 6, 7], [1, 3]);
    await predicted(use, { handle, entries: { pooled }, latent: [1, 2, 3, 4], batch: 2 });
    const { text_embeds: texts, time_ids: sizes } = use.fed[0] as Record<string, Tensor>;
    expect(await read(use.ops, texts!)).toEqual({ dims: [2, 3], data: [5, 6, 7, 5, 6, 7] });
    // One row of two cells of two pixels.
    expect(await read(use.ops, sizes!)).toEqual({ dims: [2, 6], data: [2, 4, 0, 0, 2, 4, 2, 4, 0, 0, 2, 4] });

    const size = {
      ...{ originalWidthPx: 9, originalHeightPx: 8, cropLeftPx: 2, cropTopPx: 1 },
      ...{ targetWidthPx: 7, aestheticScore: 3 },
    };
    await predicted(use, { handle, entries: { pooled, size } });
    expect((await read(use.ops, use.fed[1]!.time_ids as Tensor)).data).toEqual([8, 9, 1, 2, 2, 7]);
  });

  test('the refiner of SDXL is told an aesthetic score in place of the target size', async () => {
    const use = services();
    const handle = { extraInputs: ['text_embeds', 'time_ids'], timeIds: 5 as const };
    const pooled = await tensorOf(use.ops, [5], [1, 1]);
    const told = async (size?: ConditioningValue['size']) => {
      await predicted(use, { handle, entries: { pooled, ...(size && { size }) } });
      return read(use.ops, use.fed.at(-1)!.time_ids as Tensor);
    };
    expect(await told()).toEqual({ dims: [1, 5], data: [2, 4, 0, 0, 6] });
    expect(await told({ originalWidthPx: 9, targetWidthPx: 7, aestheticScore: 2.5 })).toEqual({
      dims: [1, 5],
      data: [2, 9, 0, 0, 2.5],
    });
  });

  test('LCM is told its guidance scale; others refuse one', async () => {
    const use = services();
    const handle = { extraInputs: ['timestep_cond'], guidanceWidth: 4 };
    await predicted(use, { handle, guidance: 3 });
    await predicted(use, { handle });
    const fed = await Promise.all(use.fed.map((feeds) => read(use.ops, feeds.timestep_cond as Tensor)));
    expect(fed).toEqual([
      { dims: [1, 4], data: [...guidanceEmbedding(3, 4)] },
      { dims: [1, 4], data: [...guidanceEmbedding(8.5, 4)] },
    ]);
    expect(await problemOf(() => predicted(use, { guidance: 3 }))).toMatchObject({
      code: 'guidance-not-an-input',
      param: 'guidance',
    });
  });
});
