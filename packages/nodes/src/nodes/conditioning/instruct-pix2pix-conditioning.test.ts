import { describe, expect, test } from 'vitest';
import type { ConditioningValue } from '../../contract/values.ts';
import { plainImage, redEncoder } from '../../testing/red-encoder.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { predictionOf, read, sampleVae } from '../../testing/sample-values.ts';
import { guidance } from '../denoising/guidance.ts';
import { instructPix2PixConditioning } from './instruct-pix2pix-conditioning.ts';

const conditioning = { embeddings: 'the instruction', note: 'kept' };

async function shown(params: object, services = redEncoder('latent_parameters')) {
  const inputs = { conditioning, vae: sampleVae(), image: await plainImage(services, 1) };
  const call = { params, inputs, services };
  const { outputs } = await runNode<{ conditioning: ConditioningValue }>(instructPix2PixConditioning, call);
  const { concat, ...rest } = outputs.conditioning;
  expect(rest).toEqual(conditioning);
  return read(services.ops, concat!);
}

describe('InstructPix2PixConditioning', () => {
  test('adds the mean of the picture as the encoder gives it, without the scaling factor', async () => {
    // White is 1; the sample VAE would scale by 0.5.
    expect(await shown({})).toEqual({ dims: [1, 1, 1, 2], data: [1, 1] });
    expect(await shown({}, redEncoder('latent_sample'))).toEqual({ dims: [1, 1, 1, 2], data: [1, 1] });
  });

  test('puts zeros in place of a picture that is not shown', async () => {
    expect(await shown({ show: false })).toEqual({ dims: [1, 1, 1, 2], data: [0, 0] });
  });

  test('a picture that does not fill whole cells is a problem, shown or not', async () => {
    const services = redEncoder('latent_sample');
    const inputs = { conditioning, vae: sampleVae(), image: await plainImage(services, 1, 5) };
    for (const show of [true, false]) {
      const call = { params: { show }, inputs, services };
      expect(await problemOf(() => runNode(instructPix2PixConditioning, call))).toMatchObject({
        code: 'size-not-a-multiple',
        port: 'image',
      });
    }
  });

  test('two Guidance nodes weigh instruction and picture as the paper does', async () => {
    const services = redEncoder('latent_sample');
    const { ops } = services;
    const [textScale, pictureScale] = [7.5, 1.5];
    const [both, picture, neither] = [0.7, 0.3, -0.2];
    const guide = async (scale: number, conditional: unknown, unconditional: unknown) => {
      const call = { params: { scale }, inputs: { conditional, unconditional }, services };
      return (await runNode<{ prediction: Awaited<ReturnType<typeof predictionOf>> }>(guidance, call)).outputs
        .prediction;
    };
    const of = (value: number) => predictionOf(ops, [value]);
    const told = await guide(textScale / pictureScale, await of(both), await of(picture));
    const { data } = await read(ops, (await guide(pictureScale, told, await of(neither))).tensor);
    // Brooks et al. 2023, equation 3.
    expect(data[0]).toBeCloseTo(
      neither + pictureScale * (picture - neither) + textScale * (both - picture),
      5,
    );
  });
});
