import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../contract/tensor.ts';
import type { ConditioningValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, sampleVae, tensorOf } from '../../testing/sample-values.ts';
import { inpaintConditioning } from './inpaint-conditioning.ts';

/** An encoder that gives every cell the red of its top left pixel, as mean beside a variance, or as a sample. */
function encoding(output: 'latent_parameters' | 'latent_sample') {
  return fakeServices({
    async evaluate(_, component, feeds, ops) {
      expect(component).toBe('vae_encoder');
      const red = await ops.slice(feeds.sample as Tensor, 1, 0, 1);
      const [height, width] = red.dims.slice(2) as [number, number];
      const mean = await ops.resize(red, height / 2, width / 2, 'nearest');
      const variance = await ops.combine([[100, mean]]);
      return { [output]: output === 'latent_sample' ? mean : await ops.concat([mean, variance], 1) };
    },
  });
}

/** A row of two cells, 2 × 4 pixels, all of one color. */
const image = async (services: ReturnType<typeof encoding>, value: number, widthPx = 4) => ({
  tensor: await services.ops.upload(new Float32Array(2 * widthPx * 3).fill(value), [1, 2, widthPx, 3]),
});

describe('InpaintConditioning', () => {
  test.each(['latent_parameters', 'latent_sample'] as const)(
    'adds the mask and the picture around it, encoded to %s',
    async (output) => {
      const services = encoding(output);
      const { ops } = services;
      const embeddings = await tensorOf(ops, [1], [1, 1, 1]);
      const mask = { tensor: await tensorOf(ops, [0.5, 0.5, 0.4, 1, 1, 1, 0, 0], [1, 1, 2, 4]) };
      const { outputs } = await runNode<{ conditioning: ConditioningValue }>(inpaintConditioning, {
        inputs: {
          conditioning: { embeddings, note: 'kept' },
          vae: sampleVae(),
          image: await image(services, 1),
          mask,
        },
        services,
      });
      const { concat, ...rest } = outputs.conditioning;
      expect(rest).toEqual({ embeddings, note: 'kept' });
      // Mask from the top left pixel of each cell, threshold 0.5; white is 1, times the scaling factor 0.5; gray is 0.
      expect(await read(ops, concat!)).toEqual({ dims: [1, 2, 1, 2], data: [1, 0, 0, 0.5] });
    },
  );

  test('one mask serves a batch of pictures', async () => {
    const services = encoding('latent_sample');
    const { ops } = services;
    const { outputs } = await runNode<{ conditioning: ConditioningValue }>(inpaintConditioning, {
      inputs: {
        conditioning: {},
        vae: sampleVae(),
        image: { tensor: await ops.upload(new Float32Array(24).fill(1), [2, 2, 2, 3]) },
        mask: { tensor: await tensorOf(ops, [0, 0, 0, 0], [1, 1, 2, 2]) },
      },
      services,
    });
    expect(await read(ops, outputs.conditioning.concat!)).toEqual({
      dims: [2, 2, 1, 1],
      data: [0, 0.5, 0, 0.5],
    });
  });

  test('a mask of another size, or a picture that does not fill whole cells, is a problem', async () => {
    const services = encoding('latent_sample');
    const problem = async (widthPx: number) => {
      const mask = { tensor: await services.ops.upload(new Float32Array(8), [1, 1, 2, 4]) };
      const inputs = { conditioning: {}, vae: sampleVae(), image: await image(services, 1, widthPx), mask };
      return problemOf(() => runNode(inpaintConditioning, { inputs, services }));
    };
    expect(await problem(6)).toMatchObject({ code: 'picture-sizes-differ' });
    expect(await problem(5)).toMatchObject({ code: 'size-not-a-multiple', port: 'image' });
  });
});
