import { expect, test } from 'vitest';
import { cropPicture, padPicture } from './crop.ts';
import type { Picture } from './picture.ts';

/** Two pictures of 2×3 pixels; values count on. */
const counted: Picture = {
  data: Float32Array.from({ length: 12 }, (_, i) => i),
  batch: 2,
  heightPx: 2,
  widthPx: 3,
  channels: 1,
};

test('crops the same rectangle out of each picture', () => {
  expect(cropPicture(counted, { leftPx: 1, topPx: 1, widthPx: 2, heightPx: 1 })).toEqual({
    data: Float32Array.of(4, 5, 10, 11),
    batch: 2,
    heightPx: 1,
    widthPx: 2,
    channels: 1,
  });
});

test.each([
  { leftPx: 2, topPx: 0, widthPx: 2, heightPx: 1 },
  { leftPx: 0, topPx: -1, widthPx: 1, heightPx: 1 },
  { leftPx: 0, topPx: 0, widthPx: 0, heightPx: 1 },
])('a crop that is not inside is a problem: %j', (frame) => {
  expect(() => cropPicture(counted, frame)).toThrow(/does not lie inside the picture, which is 3×2 pixels/);
});

test('pads each picture with a colour', () => {
  const pixel: Picture = {
    data: Float32Array.of(0.1, 0.2, 0.3),
    batch: 1,
    heightPx: 1,
    widthPx: 1,
    channels: 3,
  };
  const padded = padPicture(pixel, { leftPx: 1, topPx: 0, widthPx: 3, heightPx: 1 }, [1, 0, 0.5]);
  expect(padded.data).toEqual(Float32Array.of(1, 0, 0.5, 0.1, 0.2, 0.3, 1, 0, 0.5));
});
