import { expect, test } from 'vitest';
import {
  combineMasks,
  invertMask,
  type MaskCombination,
  maskCombinations,
  maskFromColor,
  maskToLatent,
} from './mask.ts';
import type { Picture } from './picture.ts';

function row(...values: number[]): Picture {
  return { data: Float32Array.from(values), batch: 1, heightPx: 1, widthPx: values.length, channels: 1 };
}

test('the mask of a colour falls off beyond its tolerance', () => {
  const picture: Picture = {
    data: Float32Array.of(0, 0, 0, 0.25, 0, 0, 0, 0.5, 0, 0, 0, 0.75, 1, 1, 1),
    batch: 1,
    heightPx: 1,
    widthPx: 5,
    channels: 3,
  };
  expect(maskFromColor(picture, [0, 0, 0], 0.25, 0.5)).toEqual(row(1, 1, 0.5, 0, 0));
  expect(maskFromColor(picture, [0, 0, 0], 0.25, 0)).toEqual(row(1, 1, 0, 0, 0));
});

test('inverts', () => {
  expect(invertMask(row(0, 0.25, 1))).toEqual(row(1, 0.75, 0));
});

const combined: Readonly<Record<MaskCombination, readonly number[]>> = {
  union: [0.5, 0.75, 1],
  intersect: [0, 0.5, 1],
  subtract: [0.5, 0.25, 0],
  difference: [0.5, 0.25, 0],
  add: [0.5, 1, 1],
  multiply: [0, 0.375, 1],
};

test.each(maskCombinations)('combines by %s', (combination) => {
  expect(combineMasks(row(0.5, 0.5, 1), row(0, 0.75, 1), combination)).toEqual(row(...combined[combination]));
});

test('one mask serves a batch, and other sizes are problems', () => {
  const two: Picture = { ...row(), data: Float32Array.of(0, 1, 1, 0), batch: 2, widthPx: 2 };
  expect(combineMasks(two, row(1, 0), 'union').data).toEqual(Float32Array.of(1, 1, 1, 0));
  expect(() => combineMasks(two, row(1), 'union')).toThrow("Mask 'a' is 2×1 pixels, but mask 'b' is 1×1.");
});

test('at latent resolution a mask is thresholded and picked, or its mean is taken', () => {
  const mask = row(0.5, 0, 0, 1, 0.25, 0.75, 0.25, 0.75);
  expect(maskToLatent(mask, 1, 4, 'nearest')).toEqual(row(1, 0, 0, 0));
  expect(maskToLatent(mask, 1, 4, 'area')).toEqual(row(0.25, 0.5, 0.5, 0.5));
});
