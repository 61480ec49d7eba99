import { expect, test } from 'vitest';
import { blurPicture } from './blur.ts';
import { createPicture, filledPicture, type Picture } from './picture.ts';

const size = { batch: 1, heightPx: 9, widthPx: 9, channels: 1 };

test('a single point becomes the product of two Gaussians', () => {
  const point = createPicture(size);
  point.data[4 * 9 + 4] = 1;
  const weights = Array.from({ length: 7 }, (_, i) => Math.exp(-((i - 3) ** 2) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const blurred = blurPicture(point, 1);
  for (const [y, x] of [
    [4, 4],
    [4, 5],
    [5, 5],
    [1, 4],
    [7, 7],
  ] as const) {
    const expected = (weights[y - 1]! * weights[x - 1]!) / sum ** 2;
    expect(Math.abs(blurred.data[y * 9 + x]! - expected)).toBeLessThan(1e-7);
  }
  expect(blurred.data[0]).toBe(0);
});

test('beyond the edge lies the pixel at the edge', () => {
  const step: Picture = { data: Float32Array.of(1, 0), batch: 1, heightPx: 1, widthPx: 2, channels: 1 };
  const weights = [-3, -2, -1, 0, 1, 2, 3].map((offset) => Math.exp(-(offset ** 2) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const left = (weights[0]! + weights[1]! + weights[2]! + weights[3]!) / sum;
  expect(blurPicture(step, 1).data).toEqual(Float32Array.of(left, 1 - left));
});

test('an even picture stays as it is, and sigma 0 is no blur', () => {
  const grey = filledPicture({ ...size, channels: 3, batch: 2 }, [0.25, 0.5, 0.75]);
  blurPicture(grey, 20).data.forEach((value, i) => {
    expect(Math.abs(value - grey.data[i]!)).toBeLessThan(1e-6);
  });
  expect(blurPicture(grey, 0)).toBe(grey);
});

test.each([
  [25, 400],
  [64, 517],
  [100, 300],
])('a wide blur (%d pixels over %d) is within 0.001 of a Gaussian', (sigmaPx, widthPx) => {
  const edge = Math.floor(widthPx * 0.4);
  const data = Float32Array.from({ length: widthPx }, (_, x) => (x < edge ? 1 : 0));
  const blurred = blurPicture({ data, batch: 1, heightPx: 1, widthPx, channels: 1 }, sigmaPx);
  const reach = 3 * sigmaPx;
  for (let x = 0; x < widthPx; x += 7) {
    let [sum, total] = [0, 0];
    for (let offset = -reach; offset <= reach; offset++) {
      const weight = Math.exp(-(offset ** 2) / (2 * sigmaPx ** 2));
      sum += weight * data[Math.min(Math.max(x + offset, 0), widthPx - 1)]!;
      total += weight;
    }
    expect(Math.abs(blurred.data[x]! - sum / total)).toBeLessThan(0.001);
  }
});
