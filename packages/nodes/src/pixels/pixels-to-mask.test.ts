import { expect, test } from 'vitest';
import type { Pixels } from '../contract/services.ts';
import { type MaskChannel, maskChannels, paintToMask, pixelsToMask } from './pixels-to-mask.ts';

const pixels: Pixels = {
  widthPx: 3,
  heightPx: 1,
  channels: 4,
  data: Uint8Array.of(255, 0, 0, 255, 0, 255, 51, 204, 255, 255, 255, 0),
};

// Pillow's luminance of pure red is 76, of [0, 255, 51] it is 156.
const expected: Readonly<Record<MaskChannel, readonly number[]>> = {
  luminance: [76, 156, 255],
  red: [255, 0, 255],
  green: [0, 255, 255],
  blue: [0, 51, 255],
  alpha: [0, 51, 255],
};

test.each(maskChannels)('reads %s', (channel) => {
  expect(pixelsToMask(pixels, channel)).toEqual({
    data: Float32Array.from(expected[channel], (byte) => byte / 255),
    ...{ batch: 1, heightPx: 1, widthPx: 3, channels: 1 },
  });
});

test('a picture without alpha has no transparent place', () => {
  const opaque: Pixels = { widthPx: 1, heightPx: 2, channels: 3, data: new Uint8Array(6).fill(9) };
  expect(pixelsToMask(opaque, 'alpha').data).toEqual(Float32Array.of(0, 0));
});

test('paint counts by brightness and by opacity', () => {
  const strokes = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 51, 255, 255, 255, 0, 0, 0, 0, 255);
  const mask = paintToMask({ widthPx: 2, heightPx: 2, channels: 4, data: strokes });
  expect(mask.data).toEqual(Float32Array.of(1, 0.2, 0, 0));
});
