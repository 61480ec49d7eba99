import { expect, test } from 'vitest';
import { pictureToPixels, pixelsToPicture } from './bytes.ts';
import type { Picture } from './picture.ts';

test('rounds half to even in float32 and clamps', () => {
  const picture: Picture = {
    data: Float32Array.of(0.5, 1.5 / 255, 2.5 / 255, -1, 2, Number.NaN),
    batch: 2,
    heightPx: 1,
    widthPx: 1,
    channels: 3,
  };
  expect(pictureToPixels(picture, 0)).toEqual({
    widthPx: 1,
    heightPx: 1,
    channels: 3,
    // 0.5 · 255 = 127.5 → 128; 1.5 → 2; 2.5 → 2.
    data: Uint8Array.of(128, 2, 2),
  });
  expect(pictureToPixels(picture, 1).data).toEqual(Uint8Array.of(0, 255, 0));
});

test('a mask becomes grey', () => {
  const mask: Picture = { data: Float32Array.of(0, 1), batch: 1, heightPx: 1, widthPx: 2, channels: 1 };
  expect(pictureToPixels(mask, 0).data).toEqual(Uint8Array.of(0, 0, 0, 255, 255, 255));
});

test('every byte survives there and back', () => {
  const data = Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3));
  const pixels = { widthPx: 256, heightPx: 1, channels: 3, data } as const;
  expect(pictureToPixels(pixelsToPicture(pixels).image, 0)).toEqual(pixels);
});

test('transparency becomes a mask', () => {
  const pixels = {
    widthPx: 2,
    heightPx: 1,
    channels: 4,
    data: Uint8Array.of(255, 0, 51, 255, 0, 0, 0, 0),
  } as const;
  const { image, mask } = pixelsToPicture(pixels);
  expect(image.data).toEqual(Float32Array.of(1, 0, 0.2, 0, 0, 0));
  expect(mask).toEqual({ data: Float32Array.of(0, 1), batch: 1, heightPx: 1, widthPx: 2, channels: 1 });
});
