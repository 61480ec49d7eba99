import { expect, test } from 'vitest';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { contextOf, problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, read, sampleVae } from '../../testing/sample-values.ts';
import { vaeDecode } from './vae-decode.ts';

/** A decoder of factor 2 that enlarges what it is fed, in three equal channels. */
function servicesOf(seen: string[]) {
  return fakeServices({
    evaluate: async (_model, component, feeds, ops) => {
      const latent = feeds.latent_sample as Tensor;
      const [height, width] = latent.dims.slice(2) as [number, number];
      seen.push(`${component} ${height}×${width}`);
      const enlarged = await ops.resize(latent, height * 2, width * 2, 'nearest');
      return { sample: await ops.mixChannels(enlarged, [[1], [1], [1]]) };
    },
  });
}

async function decode(data: readonly number[], dims: readonly number[], params = {}) {
  const seen: string[] = [];
  const services = servicesOf(seen);
  const latent = await latentOf(services.ops, data, { dims });
  const vae = sampleVae({ scalingFactor: 0.5, shiftFactor: 0.25 });
  const { outputs } = await runNode<{ image: ImageValue }>(vaeDecode, {
    params,
    inputs: { vae, latent },
    services,
  });
  return { ...(await read(services.ops, outputs.image.tensor)), seen };
}

test('says which size a decoder takes that takes one alone', async () => {
  const services = servicesOf([]);
  const latent = await latentOf(services.ops, [1, 2], { dims: [1, 1, 1, 2] });
  const vae = sampleVae({ fixedSizes: { decoder: { widthPx: 2, heightPx: 2 } } });
  expect(await problemOf(() => runNode(vaeDecode, { inputs: { vae, latent }, services }))).toMatchObject({
    code: 'size-fixed',
    message: "What the VAE is to decode is for 4×2 pixels, but model 'sample' was exported for 2×2 alone.",
  });
});

test('undoes scale and shift, decodes, and brings −1…1 to 0…1', async () => {
  // −0.125 / 0.5 + 0.25 = 0, shown as 0.5; 0.25 / 0.5 + 0.25 = 0.75, shown as 0.875.
  const { dims, data, seen } = await decode([-0.125, 0.25], [2, 1, 1, 1]);
  expect(dims).toEqual([2, 2, 2, 3]);
  expect(data).toEqual([...new Array(12).fill(0.5), ...new Array(12).fill(0.875)]);
  expect(seen).toEqual(['vae_decoder 1×1']);
});

test('decodes in tiles when asked', async () => {
  const values = Array.from({ length: 40 * 32 }, (_, i) => (i % 7) / 7 - 0.5);
  const whole = await decode(values, [1, 1, 40, 32]);
  const tiles = await decode(values, [1, 1, 40, 32], { tiling: 'on', tileSize: 64 });
  expect(tiles.seen).toEqual(['vae_decoder 32×32', 'vae_decoder 32×32']);
  expect(tiles.dims).toEqual([1, 80, 64, 3]);
  tiles.data.forEach((value, i) => {
    expect(Math.abs(value - whole.data[i]!)).toBeLessThan(1e-6);
  });
});

test('stops between two tiles when the run is cancelled', async () => {
  const signal = { aborted: false };
  let calls = 0;
  const services = fakeServices({
    evaluate: async (_model, _component, { latent_sample }) => {
      calls++;
      signal.aborted = true;
      return { sample: latent_sample as Tensor };
    },
  });
  const latent = await latentOf(services.ops, new Array(40 * 32).fill(0), { dims: [1, 1, 40, 32] });
  const call = { params: { tiling: 'on', tileSize: 64 }, inputs: { vae: sampleVae({}), latent }, services };
  await expect(
    Promise.resolve(vaeDecode.run!({ ...contextOf(vaeDecode, call), signal })),
  ).rejects.toMatchObject({ name: 'Cancelled' });
  expect(calls).toBe(1);
});
