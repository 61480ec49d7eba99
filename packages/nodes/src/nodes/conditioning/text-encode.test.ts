import { describe, expect, test } from 'vitest';
import type { IntegerFeed, Tensor } from '../../contract/tensor.ts';
import type { ConditioningValue } from '../../contract/values.ts';
import { type FakeModel, type FakeServices, fakeServices } from '../../testing/fake-services.ts';
import type { Float32Backend } from '../../testing/float32-backend.ts';
import { END_ID, letterTokenizer, START_ID } from '../../testing/letter-tokenizer.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, sampleTextEncoder, sampleUNet, sampleVae } from '../../testing/sample-values.ts';
import { textEncode } from './text-encode.ts';

/** Five tokens a chunk: start, three letters, end. */
const textEncoder = sampleTextEncoder();

const model: FakeModel = {
  textEncoder,
  unet: sampleUNet(),
  vae: sampleVae(),
  schedulerConfig: { model: 'sample', config: {} },
  tokenizer: letterTokenizer(5),
};

type More = (ids: IntegerFeed, ops: Float32Backend) => Promise<Readonly<Record<string, Tensor>>>;

/** A text encoder whose embeddings are [id + 1, 1]. */
function encoding(more: More = async () => ({})): FakeServices {
  return fakeServices({
    models: { sample: model },
    async evaluate(_, component, feeds, ops) {
      expect(component).toBe('text_encoder');
      const ids = feeds.input_ids as IntegerFeed;
      const values = ids.integers.flatMap((id) => [id + 1, 1]);
      const hidden = await ops.upload(Float32Array.from(values), [...ids.dims, 2]);
      return { last_hidden_state: hidden, ...(await more(ids, ops)) };
    },
  });
}

async function encoded(text: string, services = encoding(), params: object = {}) {
  const call = { params: { text, ...params }, inputs: { textEncoder }, services };
  const { outputs, warnings } = await runNode<{ conditioning: ConditioningValue }>(textEncode, call);
  const { conditioning } = outputs;
  return { conditioning, warnings, ...(await read(services.ops, conditioning.embeddings)) };
}

/** What the encoder makes of these ids. */
const rows = (...ids: number[]) => ids.flatMap((id) => [id + 1, 1]);

describe('TextEncode', () => {
  test('frames and pads a prompt', async () => {
    expect(await encoded('b c')).toMatchObject({
      dims: [1, 5, 2],
      data: rows(START_ID, 1, 2, END_ID, END_ID),
      warnings: [],
    });
    expect((await encoded('')).data).toEqual(rows(START_ID, END_ID, END_ID, END_ID, END_ID));
  });

  test('reads a tokenizer anew when it could not be read before', async () => {
    const fresh = { ...textEncoder };
    const broken = {
      ...encoding(),
      models: { ...encoding().models, tokenizer: () => Promise.reject(new Error('torn')) },
    };
    const call = { params: { text: 'b' }, inputs: { textEncoder: fresh } };
    await expect(runNode(textEncode, { ...call, services: broken })).rejects.toThrow('torn');
    await runNode(textEncode, { ...call, services: encoding() });
  });

  test('puts the chunks of long prompts and of BREAK one behind the other', async () => {
    const long = await encoded('a b c d');
    expect(long.dims).toEqual([1, 10, 2]);
    expect(long.data).toEqual([
      ...rows(START_ID, 0, 1, 2, END_ID),
      ...rows(START_ID, 3, END_ID, END_ID, END_ID),
    ]);
    expect((await encoded('a BREAK d')).data).toEqual([
      ...rows(START_ID, 0, END_ID, END_ID, END_ID),
      ...rows(START_ID, 3, END_ID, END_ID, END_ID),
    ]);
  });

  test('weighs words, and restores the mean of each chunk', async () => {
    const plain = await encoded('a y');
    const weighted = await encoded('a (y:2)');
    const sum = (data: readonly number[]) => data.reduce((a, b) => a + b, 0);
    // The row of y, 25 + 1 = 26, counts twice; then all is scaled to the sum that was there before.
    const scale = sum(plain.data) / (sum(plain.data) + 26);
    plain.data.forEach((value, i) => {
      const weight = i === 4 || i === 5 ? 2 : 1;
      expect(weighted.data[i]).toBeCloseTo(value * weight * scale, 4);
    });
    expect(sum(weighted.data)).toBeCloseTo(sum(plain.data), 3);
  });

  test('what is cut off is said', async () => {
    const { dims, warnings } = await encoded('a '.repeat(10_000));
    expect(dims).toEqual([1, 80, 2]);
    expect(warnings).toMatchObject([
      { code: 'prompt-cut', message: expect.stringContaining('10000 tokens, but only the first 48 fit') },
    ]);
  });

  test('pools the first chunk, where the model pools', async () => {
    const services = encoding(async ({ dims }, ops) => ({
      pooler_output: await ops.upload(
        Float32Array.from({ length: dims[0]! }, (_, i) => i + 7),
        [dims[0]!, 1],
      ),
    }));
    const pooled = async (text: string) => {
      const { conditioning } = await encoded(text, services);
      return read(services.ops, conditioning.pooled!);
    };
    expect(await pooled('a')).toEqual({ dims: [1, 1], data: [7] });
    expect(await pooled('a b c d')).toEqual({ dims: [1, 1], data: [7] });
    expect((await encoded('a')).conditioning.pooled).toBeUndefined();
  });
});

describe('TextEncode, clip skip', () => {
  const GAIN = [3, 0.5];
  const BIAS = [-1, 0.25];
  /** Raw outputs of a text encoder of two layers; each state of a token is [id · (layer + 1) % 7, layer · id % 3]. */
  const state = (ids: readonly number[], layer: number) =>
    ids.flatMap((id) => [(id * (layer + 1)) % 7, (layer * id) % 3]);

  const normed = (values: readonly number[]) =>
    values.map((value, i) => {
      const [a, b] = [values[i - (i % 2)]!, values[i - (i % 2) + 1]!];
      const deviation = Math.sqrt((((a - b) / 2) ** 2 + ((b - a) / 2) ** 2) / 2 + 1e-5);
      return ((value - (a + b) / 2) / deviation) * GAIN[i % 2]! + BIAS[i % 2]!;
    });

  const layered = (showsLast = true) =>
    encoding(async ({ integers, dims }, ops) => {
      const tensor = (values: readonly number[]) => ops.upload(Float32Array.from(values), [...dims, 2]);
      const last = normed(state(integers, 2));
      return {
        last_hidden_state: await tensor(last),
        'hidden_states.0': await tensor(state(integers, 0)),
        'hidden_states.1': await tensor(state(integers, 1)),
        'hidden_states.2': await tensor(
          showsLast ? state(integers, 2) : integers.flatMap((id) => [id, id * id]),
        ),
      };
    });

  const ids = [START_ID, 0, 9, 20, END_ID];

  test.each([
    [0, 2],
    [1, 1],
    [2, 0],
  ])('%d takes the state of layer %d, through the final layer norm', async (clipSkip, layer) => {
    const { data } = await encoded('a j u', layered(), { clipSkip });
    normed(state(ids, layer)).forEach((value, i) => {
      expect(data[i]).toBeCloseTo(value, 4);
    });
  });

  test('says what the model lacks', async () => {
    const problem = (services: FakeServices, clipSkip: number) =>
      problemOf(() => encoded('a j u', services, { clipSkip }));
    const code = 'clip-skip-unavailable';
    expect(await problem(encoding(), 1)).toMatchObject({
      code,
      param: 'clipSkip',
      message: expect.stringContaining("without the 'hidden_states.0'"),
    });
    expect(await problem(layered(), 3)).toMatchObject({ code, message: expect.stringContaining('2 layers') });
    expect(await problem(layered(false), 1)).toMatchObject({
      code,
      message: expect.stringContaining('final layer norm'),
    });
  });
});
