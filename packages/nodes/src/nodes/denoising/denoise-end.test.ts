import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../contract/tensor.ts';
import type { LatentFamily } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { latentOf, sampleFamily, sampleVae } from '../../testing/sample-values.ts';
import { denoiseEnd } from './denoise-end.ts';

const family: LatentFamily = { ...sampleFamily, latentRgb: { factors: [[1, 0, -1]], bias: [0, 0, 0] } };

async function ended(index: number, params: object = {}, wantsPreviews = true) {
  const services = fakeServices({ wantsPreviews });
  const latent = await latentOf(services.ops, [5]);
  const preview = await latentOf(services.ops, [1, -1], { family });
  const { outputs } = await runNode(denoiseEnd, {
    params: { zone: 'loop', ...params },
    inputs: { latent, preview, weight: 2 },
    step: { index, count: 5 },
    services,
  });
  expect(outputs).toEqual({ latent, weight: 2 });
  return services.shown;
}

describe('DenoiseEnd', () => {
  test('hands on what is carried, and shows the preview through the model’s colours', async () => {
    const data = Uint8Array.of(255, 128, 0, 0, 128, 255);
    const pixels = { widthPx: 2, heightPx: 1, channels: 3, data };
    expect(await ended(0)).toEqual([{ node: 'node', zone: 'loop', step: 1, pixels }]);
  });

  test('shows every n-th step and the last', async () => {
    const shown = async (previewEvery: number) => {
      const counts = [];
      for (let index = 0; index < 5; index++) counts.push((await ended(index, { previewEvery })).length);
      return counts;
    };
    expect(await shown(1)).toEqual([1, 1, 1, 1, 1]);
    expect(await shown(2)).toEqual([0, 1, 0, 1, 1]);
    expect(await shown(0)).toEqual([0, 0, 0, 0, 0]);
  });

  test('shows the first picture of a batch through the VAE when one is wired', async () => {
    const services = fakeServices({
      wantsPreviews: true,
      evaluate: async (_model, component, { latent_sample }, ops) => {
        expect(component).toBe('vae_decoder');
        return { sample: await ops.mixChannels(latent_sample as Tensor, [[1], [0], [-1]]) };
      },
    });
    const latent = await latentOf(services.ops, [5]);
    const preview = await latentOf(services.ops, [1, -1], { dims: [2, 1, 1, 1], family });
    const vae = sampleVae({ scalingFactor: 1, family: { ...family, factor: 1 } });
    const step = { index: 0, count: 5 };
    const { outputs } = await runNode(denoiseEnd, { inputs: { latent, preview, vae }, step, services });
    expect(outputs).toEqual({ latent });
    const pixels = { widthPx: 1, heightPx: 1, channels: 3, data: Uint8Array.of(255, 128, 0) };
    expect(services.shown).toEqual([{ node: 'node', zone: 'denoise', step: 1, pixels }]);
  });

  test('makes no preview when nobody looks', async () => {
    expect(await ended(0, {}, false)).toEqual([]);
  });

  test('its ports are those of its start', () => {
    const outputs = denoiseEnd.outputs as (params: unknown, start: unknown) => object;
    expect(Object.keys(outputs({}, { carried: [{ name: 'weight', type: 'number' }] }))).toEqual([
      'latent',
      'weight',
    ]);
    expect(Object.keys(outputs({}, undefined))).toEqual(['latent']);
  });
});
