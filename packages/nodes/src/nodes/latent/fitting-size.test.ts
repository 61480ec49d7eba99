import { expect, test } from 'vitest';
import { fittingSize, fittingSizeInside } from './fitting-size.ts';

const sizePx = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });

test.each([
  // A VAE of factor 8 would take 200×104, but not the UNet behind it.
  [sizePx(200, 100), 8, 16, sizePx(208, 112)],
  [sizePx(200, 100), 8, 64, sizePx(256, 128)],
  [sizePx(1, 8190), 8, 16, sizePx(16, 8192)],
  [sizePx(9000, 5), 8, 96, sizePx(8160, 96)],
])('the next above %j for a node of %i in a workflow of %i', (size, multiplePx, sizeMultiplePx, expected) => {
  const fitting = fittingSize(size, multiplePx, { sizeMultiplePx });
  expect(fitting).toEqual(expected);
  expect(fittingSize(fitting, multiplePx, { sizeMultiplePx })).toEqual(fitting);
});

test('what is cut out lies inside the picture', () => {
  expect(fittingSizeInside(sizePx(200, 100), 8, { sizeMultiplePx: 16 })).toEqual(sizePx(192, 96));
  expect(fittingSizeInside(sizePx(200, 15), 8, { sizeMultiplePx: 16 })).toBeUndefined();
});
