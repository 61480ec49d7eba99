import { expect, test } from 'vitest';
import type { Picture } from './picture.ts';
import { latentToPicture, pictureToPlanes, planesToPicture } from './planes.ts';

const picture: Picture = {
  data: Float32Array.of(0, 0.25, 0.5, 1, 0.75, 0.5),
  batch: 1,
  heightPx: 1,
  widthPx: 2,
  channels: 3,
};

test('pictures in 0…1 are planes in −1…1', () => {
  const planes = { data: Float32Array.of(-1, 1, -0.5, 0.5, 0, 0), dims: [1, 3, 1, 2] as const };
  expect(pictureToPlanes(picture)).toEqual(planes);
  expect(planesToPicture(planes.data, planes.dims)).toEqual(picture);
});

test('decoded values beyond the range are clamped', () => {
  expect(planesToPicture(Float32Array.of(-3, 3), [2, 1, 1, 1]).data).toEqual(Float32Array.of(0, 1));
});

test('latents are shown through the linear map of their model', () => {
  const latentRgb = {
    factors: [
      [0.5, 0, 0],
      [0, 1, -1],
    ],
    bias: [0, 0.5, 0],
  } as const;
  // Channels of the cells: [1, 0] and [−1, 0.5]; in the second latent twice [0, 0].
  const latent = Float32Array.of(1, -1, 0, 0.5, 0, 0, 0, 0);
  expect(latentToPicture(latent, [2, 2, 1, 2], latentRgb)).toEqual({
    data: Float32Array.of(0.75, 0.75, 0.5, 0.25, 1, 0.25, 0.5, 0.75, 0.5, 0.5, 0.75, 0.5),
    batch: 2,
    heightPx: 1,
    widthPx: 2,
    channels: 3,
  });
});
