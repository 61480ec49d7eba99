import { describe, expect, test } from 'vitest';
import { type FakeModel, fakeServices } from '../../testing/fake-services.ts';
import { letterTokenizer } from '../../testing/letter-tokenizer.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { sampleTextEncoder, sampleUNet, sampleVae } from '../../testing/sample-values.ts';
import { checkpoint } from './checkpoint.ts';

const { tokenizer, ...parts }: FakeModel = {
  textEncoder: sampleTextEncoder(),
  unet: sampleUNet(),
  vae: sampleVae(),
  schedulerConfig: { model: 'sample', config: {} },
  tokenizer: letterTokenizer(5),
};
const services = fakeServices({ models: { sample: { ...parts, tokenizer } } });

describe('Checkpoint', () => {
  test('puts out the parts of a model', async () => {
    const { outputs } = await runNode(checkpoint, { params: { model: 'sample' }, services });
    expect(outputs).toEqual(parts);
  });

  test('is cached by what is in the files', async () => {
    const params = { model: 'sample', variant: 'fp16' };
    expect(await checkpoint.content!({ params, services })).toBe('sample-hash/fp16');
  });

  test('a model that is not there is a problem, known before running where the store can tell', async () => {
    expect(
      await problemOf(() => runNode(checkpoint, { params: { model: 'other' }, services })),
    ).toMatchObject({
      code: 'model-unknown',
    });
    const problem = { code: 'model-unknown', message: 'There is none.', remedy: 'Add it.' };
    const params = { model: 'other', variant: '' };
    const found = (lookup: object) => checkpoint.check!({ params, lookup: lookup as never });
    expect(found({ model: () => ({ known: false, problem }) })).toEqual([problem]);
    expect(found({ model: () => ({ known: false }) })).toEqual([]);
    expect(found({ model: () => ({ known: true, components: {} }) })).toEqual([]);
  });

  test('tells wires the facts of its parts', () => {
    const components = { unet: { channels: 4, factor: 8, width: 768 } };
    const asked: unknown[] = [];
    const lookup = {
      model: (...names: unknown[]) => {
        asked.push(names);
        return { known: true as const, components };
      },
    };
    expect(checkpoint.facts!({ params: { model: 'sample', variant: 'fp16' }, lookup })).toEqual(components);
    expect(asked).toEqual([['sample', 'fp16', undefined]]);
    const unknown = { model: () => ({ known: false as const }) };
    expect(checkpoint.facts!({ params: { model: 'other', variant: '' }, lookup: unknown })).toEqual({});
  });
});
