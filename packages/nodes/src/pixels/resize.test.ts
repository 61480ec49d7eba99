import { describe, expect, test } from 'vitest';
import type { Picture } from './picture.ts';
import { type ResizeFilter, resizePicture } from './resize.ts';

function mask(rows: readonly (readonly number[])[]): Picture {
  return {
    data: Float32Array.from(rows.flat()),
    batch: 1,
    heightPx: rows.length,
    widthPx: rows[0]!.length,
    channels: 1,
  };
}

function rowsOf({ data, widthPx }: Picture): number[][] {
  const values = [...data];
  return Array.from({ length: values.length / widthPx }, (_, y) =>
    values.slice(y * widthPx, (y + 1) * widthPx),
  );
}

const source = mask([
  [0, 0.2, 0.9, 1, 0.3],
  [0.5, 0.1, 0.7, 0.4, 0.8],
  [1, 0, 1, 0, 1],
]);

/** Pillow 12.3, mode F, then clamped to 0…1. */
const pillow: readonly (readonly [ResizeFilter, number, number, readonly number[]])[] = [
  ['bilinear', 3, 2, [0.176786, 0.666667, 0.610714, 0.480357, 0.534722, 0.592857]],
  ['bicubic', 3, 2, [0.141161, 0.692809, 0.627421, 0.504317, 0.485104, 0.606184]],
  ['lanczos3', 3, 2, [0.110476, 0.707197, 0.642166, 0.530464, 0.423663, 0.626102]],
  [
    'bilinear',
    7,
    4,
    [
      0, 0.114286, 0.4, 0.9, 0.971429, 0.7, 0.3, 0.3125, 0.2125, 0.319643, 0.775, 0.667857, 0.619643, 0.6125,
      0.6875, 0.330357, 0.276786, 0.8125, 0.410714, 0.517857, 0.875, 1, 0.428571, 0.285714, 1, 0.285714,
      0.428571, 1,
    ],
  ],
  [
    'bicubic',
    7,
    4,
    [
      0, 0.056446, 0.389213, 0.910448, 1, 0.705761, 0.229757, 0.286101, 0.162836, 0.284969, 0.753601,
      0.698196, 0.622061, 0.596277, 0.760501, 0.299665, 0.203915, 0.797942, 0.321754, 0.478231, 0.950571, 1,
      0.381153, 0.196865, 1, 0.184529, 0.36444, 1,
    ],
  ],
  [
    'lanczos3',
    7,
    4,
    [
      0, 0.024566, 0.406075, 0.920971, 1, 0.670024, 0.204782, 0.242826, 0.123597, 0.297057, 0.741106, 0.77723,
      0.620347, 0.554234, 0.85505, 0.289995, 0.18526, 0.796569, 0.260615, 0.436795, 1, 1, 0.339143, 0.19472,
      1, 0.188265, 0.323016, 1,
    ],
  ],
];

describe('resizePicture', () => {
  test.each(pillow)('%s to %i×%i agrees with Pillow', (filter, widthPx, heightPx, expected) => {
    const { data, ...size } = resizePicture(source, { widthPx, heightPx, filter });
    expect(size).toEqual({ batch: 1, channels: 1, widthPx, heightPx });
    // The expected values are written with six digits.
    expected.forEach((value, i) => {
      expect(Math.abs(data[i]! - value)).toBeLessThan(1e-6);
    });
  });

  test('nearest takes source index floor(i · f)', () => {
    const wide = mask([[0, 0.1, 0.2, 0.3, 0.4]]);
    const at = (widthPx: number) =>
      rowsOf(resizePicture(wide, { widthPx, heightPx: 1, filter: 'nearest' }))[0]!.map((value) =>
        Math.round(value * 10),
      );
    expect(at(3)).toEqual([0, 1, 3]);
    expect(at(8)).toEqual([0, 0, 1, 1, 2, 3, 3, 4]);
  });

  test('area takes the mean of what lies under each pixel, parts by their share', () => {
    const shrunk = resizePicture(mask([[0, 0.5, 1]]), { widthPx: 2, heightPx: 1, filter: 'area' });
    // (0 + 0.5 / 2) / 1.5 and (0.5 / 2 + 1) / 1.5
    expect(shrunk.data).toEqual(Float32Array.of(0.25 / 1.5, 1.25 / 1.5));
  });

  test('channels and pictures of a batch do not mix', () => {
    const two: Picture = {
      data: Float32Array.of(0, 1, 0.5, 1, 0, 0.5, 1, 0, 0.25, 1, 0, 0.75),
      batch: 2,
      heightPx: 1,
      widthPx: 2,
      channels: 3,
    };
    expect(resizePicture(two, { widthPx: 1, heightPx: 1, filter: 'bilinear' }).data).toEqual(
      Float32Array.of(0.5, 0.5, 0.5, 1, 0, 0.5),
    );
  });

  test('cover fills the size and cuts the rest off evenly', () => {
    const wide = mask([[0, 0.25, 0.5, 0.75]]);
    expect(
      rowsOf(resizePicture(wide, { widthPx: 2, heightPx: 1, filter: 'bilinear', fit: 'cover' })),
    ).toEqual([[0.25, 0.5]]);
  });

  test('contain shows all and fills up with the colour', () => {
    const wide = mask([[0.25, 0.25, 0.75, 0.75]]);
    const options = { widthPx: 2, heightPx: 3, filter: 'area', fit: 'contain', padColor: [1] } as const;
    expect(rowsOf(resizePicture(wide, options))).toEqual([
      [1, 1],
      [0.25, 0.75],
      [1, 1],
    ]);
  });

  test('a size that is already right changes nothing', () => {
    expect(resizePicture(source, { widthPx: 5, heightPx: 3, filter: 'lanczos3' })).toBe(source);
  });
});
