import { describe, expect, test } from 'vitest';
import type { LatentFamily } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, sampleFamily, tensorOf } from '../../testing/sample-values.ts';
import { previewImage } from './preview-image.ts';

const family: LatentFamily = { ...sampleFamily, latentRgb: { factors: [[1, 0, -1]], bias: [0, 0, 0] } };
const pixels = (...data: number[]) => ({
  widthPx: 1,
  heightPx: 1,
  channels: 3,
  data: Uint8Array.from(data),
});

describe('PreviewImage', () => {
  test('shows every picture of a batch, and in which step', async () => {
    const services = fakeServices();
    const image = { tensor: await tensorOf(services.ops, [1, 0, 0, 0, 0, 1], [2, 1, 1, 3]) };
    await runNode(previewImage, { inputs: { image }, step: { index: 2, count: 4 }, services });
    expect(services.shown).toEqual([
      { node: 'node', step: 3, pixels: pixels(255, 0, 0) },
      { node: 'node', step: 3, pixels: pixels(0, 0, 255) },
    ]);
  });

  test('shows a latent through the model’s colours, where they are known', async () => {
    const services = fakeServices();
    const { ops } = services;
    await runNode(previewImage, { inputs: { latent: await latentOf(ops, [1], { family }) }, services });
    await runNode(previewImage, { inputs: { latent: await latentOf(ops, [1]) }, services });
    expect(services.shown).toEqual([{ node: 'node', pixels: pixels(255, 128, 0) }]);
  });

  test('does no work when nobody looks', async () => {
    const services = fakeServices({ wantsPreviews: false });
    const latent = await latentOf(services.ops, [1], { family });
    await runNode(previewImage, { inputs: { latent }, services });
    expect(services.shown).toEqual([]);
    expect(services.ops.made).toBe(1);
  });

  test('without a wire there is nothing to show', async () => {
    expect(await problemOf(() => runNode(previewImage))).toMatchObject({
      code: 'nothing-to-show',
      node: 'node',
    });
  });
});
