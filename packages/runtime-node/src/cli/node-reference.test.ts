import { expect, it } from 'vitest';
import { nodeReference, schemaText } from './node-reference.ts';
import { smallRegistry } from './testing/workflow.ts';

it('derives everything from the definition', () => {
  const reference = nodeReference(smallRegistry.nodes.get('Noise')!);
  expect({ ...reference, params: { ...reference.params, sizes: undefined } }).toEqual({
    type: 'Noise',
    version: 2,
    title: 'Noise',
    category: 'Latent',
    summary: 'Draws noise.',
    inputs: {
      latents: { type: 'latent', description: 'Latents to add to.', optional: true, list: true },
      unet: { type: 'unet', description: 'Gives the scale.' },
    },
    outputs: { latent128: { type: 'latent', description: 'Noise.' } },
    params: {
      seed: {
        description: 'Same seed, same noise.',
        schema: expect.objectContaining({ default: 5 }),
        wire: 'seed',
      },
      width: {
        description: 'Width in pixels.',
        schema: { type: 'integer', minimum: 8, maximum: 4096, default: 128 },
        wire: 'integer',
      },
      scale: {
        description: 'Factor.',
        schema: expect.objectContaining({ type: 'number', minimum: 0 }),
        wire: null,
      },
      text: { description: 'Words.', schema: { type: 'string', default: '' }, wire: 'text' },
      smooth: { description: 'Less of it.', schema: { type: 'boolean', default: false }, wire: 'boolean' },
      sizes: undefined,
    },
  });
});

it('says what params take in few words', () => {
  const { params } = nodeReference(smallRegistry.nodes.get('Noise')!);
  const texts = Object.entries(params).map(([name, { schema }]) => [name, schemaText(schema)]);
  expect(Object.fromEntries(texts)).toEqual({
    seed: 'integer from 0 or text',
    width: 'integer 8…4096',
    scale: 'number from 0',
    text: 'text',
    smooth: 'true | false',
    sizes: 'list of integer',
  });
  const policy = nodeReference(smallRegistry.nodes.get('Seed')!).params.policy!;
  expect(schemaText(policy.schema)).toBe('fixed | random | increment');
});
