import { expect, test } from 'vitest';
import { CLEAN_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentFamily } from '../../contract/values.ts';
import { Float32Backend } from '../../testing/float32-backend.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { latentPreview } from './latent-preview.ts';
import { imageFromPlanes, planesFromImage } from './planes.ts';

const ops = new Float32Backend();

test('planes in −1…1 are images in 0…1 with channels last, and back', async () => {
  const planes = await tensorOf(ops, [-1, 1, -0.5, 0.5, 0, 0], [1, 3, 1, 2]);
  const image = await imageFromPlanes(ops, planes);
  expect(await read(ops, image.tensor)).toEqual({ dims: [1, 1, 2, 3], data: [0, 0.25, 0.5, 1, 0.75, 0.5] });
  expect(await read(ops, await planesFromImage(ops, image))).toEqual(await read(ops, planes));
});

test('latents are shown by the map of their family, or not at all', async () => {
  const tensor = await tensorOf(ops, [1, -1], [2, 1, 1, 1]);
  const family: LatentFamily = {
    ...{ channels: 1, factor: 8 },
    latentRgb: { factors: [[1, 0, -1]], bias: [0, 0, 0] },
  };
  const latent = { tensor, level: CLEAN_LEVEL, family };
  expect(await latentPreview(ops, latent)).toEqual([
    { widthPx: 1, heightPx: 1, channels: 3, data: Uint8Array.of(255, 128, 0) },
    { widthPx: 1, heightPx: 1, channels: 3, data: Uint8Array.of(0, 128, 255) },
  ]);
  expect(await latentPreview(ops, { ...latent, family: { ...family, latentRgb: null } })).toEqual([]);
});
