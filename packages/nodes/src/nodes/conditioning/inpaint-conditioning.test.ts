import { describe, expect, test } from 'vitest';
import type { ConditioningValue } from '../../contract/values.ts';
import { plainImage, redEncoder } from '../../testing/red-encoder.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, sampleVae, tensorOf } from '../../testing/sample-values.ts';
import { inpaintConditioning } from './inpaint-conditioning.ts';

describe('InpaintConditioning', () => {
  test.each(['latent_parameters', 'latent_sample'] as const)(
    'adds the mask and the picture around it, encoded to %s',
    async (output) => {
      const services = redEncoder(output);
      const { ops } = services;
      const embeddings = await tensorOf(ops, [1], [1, 1, 1]);
      const mask = { tensor: await tensorOf(ops, [0.5, 0.5, 0.4, 1, 1, 1, 0, 0], [1, 1, 2, 4]) };
      const { outputs } = await runNode<{ conditioning: ConditioningValue }>(inpaintConditioning, {
        inputs: {
          conditioning: { embeddings, note: 'kept' },
          vae: sampleVae(),
          image: await plainImage(services, 1),
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
    const services = redEncoder('latent_sample');
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
    const services = redEncoder('latent_sample');
    const problem = async (widthPx: number) => {
      const mask = { tensor: await services.ops.upload(new Float32Array(8), [1, 1, 2, 4]) };
      const inputs = {
        conditioning: {},
        vae: sampleVae(),
        image: await plainImage(services, 1, widthPx),
        mask,
      };
      return problemOf(() => runNode(inpaintConditioning, { inputs, services }));
    };
    expect(await problem(6)).toMatchObject({ code: 'picture-sizes-differ' });
    expect(await problem(5)).toMatchObject({ code: 'size-not-a-multiple', port: 'image' });
  });
});
