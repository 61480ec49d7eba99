import { expect, test } from 'vitest';
import { blendPictures } from './composite.ts';
import { filledPicture, type Picture } from './picture.ts';

const size = { batch: 1, heightPx: 1, widthPx: 2, channels: 3 };
const black = filledPicture(size, [0]);
const orange = filledPicture(size, [1, 0.5, 0]);
const rightHalf: Picture = { data: Float32Array.of(0, 1), batch: 1, heightPx: 1, widthPx: 2, channels: 1 };

test('blends by amount', () => {
  expect(blendPictures(black, orange, 0.5).data).toEqual(Float32Array.of(0.5, 0.25, 0, 0.5, 0.25, 0));
});

test('blends by amount times mask', () => {
  expect(blendPictures(black, orange, 0.5, rightHalf).data).toEqual(Float32Array.of(0, 0, 0, 0.5, 0.25, 0));
});

test('one picture serves a whole batch', () => {
  const two = filledPicture({ ...size, batch: 2 }, [1]);
  const blended = blendPictures(black, two, 1, rightHalf);
  expect(blended).toEqual({
    ...size,
    batch: 2,
    data: Float32Array.of(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1),
  });
  expect(blendPictures(two, black, 1, rightHalf).data).toEqual(
    Float32Array.of(1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0),
  );
});

test('other sizes are problems', () => {
  const tall = filledPicture({ ...size, heightPx: 2 }, [0]);
  expect(() => blendPictures(black, tall, 1)).toThrow("Picture 'a' is 2×1 pixels, but picture 'b' is 2×2.");
  const two = filledPicture({ ...size, batch: 2 }, [0]);
  const three = filledPicture({ ...size, batch: 3 }, [0]);
  expect(() => blendPictures(two, three, 1)).toThrow('One input holds 3 pictures and another 2.');
});
