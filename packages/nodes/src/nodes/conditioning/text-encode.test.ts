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

describe('TextEncode, two towers', () => {
  const towers = [
    { component: 'text_encoder', layer: 'penultimate' },
    { component: 'text_encoder_2', layer: 'penultimate' },
  ] as const;
  const both = sampleTextEncoder({ towers, conditioningWidth: 3, zerosForEmpty: true });

  /** Layer k of the first tower is [id + k, k], of the second [−id]; the second one's sum is what the UNet takes. */
  const services = fakeServices({
    models: { sample: { ...model, textEncoder: both } },
    async evaluate(_, component, feeds, ops) {
      const ids = feeds.input_ids as IntegerFeed;
      const isFirst = component === 'text_encoder';
      const layer = (k: number) => {
        const values = ids.integers.flatMap((id) => (isFirst ? [id + k, k] : [-id - 100 * k]));
        return ops.upload(Float32Array.from(values), [...ids.dims, isFirst ? 2 : 1]);
      };
      const whole = await ops.upload(Float32Array.of(isFirst ? 1 : 2), [1, 1]);
      return {
        'hidden_states.0': await layer(0),
        'hidden_states.1': await layer(1),
        'hidden_states.2': await layer(2),
        last_hidden_state: await layer(9),
        pooler_output: whole,
        ...(isFirst ? {} : { text_embeds: whole }),
      };
    },
  });

  async function encodedByBoth(params: object) {
    const call = { params, inputs: { textEncoder: both }, services };
    const { conditioning } = (await runNode<{ conditioning: ConditioningValue }>(textEncode, call)).outputs;
    return {
      embeddings: await read(services.ops, conditioning.embeddings),
      pooled: await read(services.ops, conditioning.pooled!),
    };
  }

  test('stand side by side, each by the layer before its last, and the second says the prompt as a whole', async () => {
    const ids = [START_ID, 0, 1, END_ID, END_ID];
    expect(await encodedByBoth({ text: 'a b' })).toEqual({
      embeddings: { dims: [1, 5, 3], data: ids.flatMap((id) => [id + 1, 1, -id - 100]) },
      pooled: { dims: [1, 1], data: [2] },
    });
    const skipped = await encodedByBoth({ text: 'a b', clipSkip: 1 });
    expect(skipped.embeddings.data).toEqual(ids.flatMap((id) => [id, 0, -id]));
  });

  test('a prompt without text is what the model was taught, or what is asked for', async () => {
    const zeros = {
      embeddings: { dims: [1, 5, 3], data: new Array(15).fill(0) },
      pooled: { dims: [1, 1], data: [0] },
    };
    const encodedText = await encodedByBoth({ text: '', empty: 'encode' });
    expect(encodedText.pooled.data).toEqual([2]);
    for (const params of [{ text: ' ' }, { text: '', empty: 'zeros' }]) {
      const { embeddings, pooled } = await encodedByBoth(params);
      // Zero times a negative number has a sign.
      const data = embeddings.data.map(Math.abs);
      expect({ embeddings: { ...embeddings, data }, pooled }).toEqual(zeros);
    }
    expect((await encodedByBoth({ text: 'a' })).pooled.data).toEqual([2]);
  });

  test('say which clip skip there is', async () => {
    expect(await problemOf(() => encodedByBoth({ text: 'a', clipSkip: 2 }))).toMatchObject({
      code: 'clip-skip-unavailable',
      remedy: 'Choose a clip skip from 0 to 1; 1 or 2 is usual.',
    });
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
