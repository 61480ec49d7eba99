import { describe, expect, test } from 'vitest';
import { type FakeModel, fakeServices } from '../../testing/fake-services.ts';
import { letterTokenizer } from '../../testing/letter-tokenizer.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { sampleTextEncoder, sampleUNet, sampleVae } from '../../testing/sample-values.ts';
import { loadTextEncoder } from './load-text-encoder.ts';
import { loadUNet } from './load-unet.ts';
import { loadVae } from './load-vae.ts';

const whole: FakeModel = {
  textEncoder: sampleTextEncoder(),
  unet: sampleUNet(),
  vae: sampleVae(),
  schedulerConfig: { model: 'sample', config: {} },
  tokenizer: letterTokenizer(5),
};
const { unet, vae, textEncoder, schedulerConfig } = whole;
const services = fakeServices({ models: { sample: whole } });

describe.each([
  [loadUNet, 'unet', { unet, schedulerConfig }],
  [loadVae, 'vae', { vae }],
  [loadTextEncoder, 'textEncoder', { textEncoder }],
] as const)('$type', (definition, part, outputs) => {
  const params = { model: 'sample', variant: 'fp16' };

  test('puts out its part, and is cached by what is in the files', async () => {
    expect((await runNode(definition, { params, services })).outputs).toEqual(outputs);
    expect(await definition.content!({ params, services })).toBe('sample-hash/fp16');
    expect(
      await problemOf(() => runNode(definition, { params: { model: 'other' }, services })),
    ).toMatchObject({ code: 'model-unknown' });
  });

  test('asks for its part alone, and tells wires the facts of that', () => {
    const asked: unknown[] = [];
    const components = { unet: { width: 1 }, vae: { channels: 2 }, textEncoder: { width: 3 } };
    const lookup = {
      model: (...names: unknown[]) => {
        asked.push(names);
        return { known: true as const, components };
      },
    };
    expect(definition.facts!({ params, lookup })).toEqual({ [part]: components[part] });
    expect(definition.check!({ params, lookup })).toEqual([]);
    expect(asked).toEqual([
      ['sample', 'fp16', part],
      ['sample', 'fp16', part],
    ]);
    const problem = { code: 'model-unknown', message: 'There is none.', remedy: 'Add it.' };
    const without = { model: () => ({ known: false as const, problem }) };
    expect(definition.facts!({ params, lookup: without })).toEqual({});
    expect(definition.check!({ params, lookup: without })).toEqual([problem]);
  });
});

test('LoadVAE takes the scaling factor that a person sets', async () => {
  const params = { model: 'sample', scalingFactor: 0.13025 };
  expect((await runNode(loadVae, { params, services })).outputs).toEqual({
    vae: { ...vae, scalingFactor: 0.13025 },
  });
});
