import { expect, test } from 'vitest';
import { gridPicture } from './grid.ts';
import { filledPicture } from './picture.ts';

const pixel = (batch: number, value: number) =>
  filledPicture({ batch, heightPx: 1, widthPx: 1, channels: 1 }, [value]);

test('lays pictures out in rows, with gaps between and empty cells at the end', () => {
  const options = { columns: 2, gapPx: 1, background: [0.5] };
  expect(gridPicture([pixel(1, 0), pixel(2, 1)], options)).toEqual({
    data: Float32Array.of(0, 0.5, 1, 0.5, 0.5, 0.5, 1, 0.5, 0.5),
    batch: 1,
    heightPx: 3,
    widthPx: 3,
    channels: 1,
  });
});

test('smaller pictures stand in the middle of their cells, and no column is empty', () => {
  const large = filledPicture({ batch: 1, heightPx: 1, widthPx: 3, channels: 1 }, [1]);
  const grid = gridPicture([pixel(1, 0), large], { columns: 5, gapPx: 0, background: [0.5] });
  expect(grid.data).toEqual(Float32Array.of(0.5, 0, 0.5, 1, 1, 1));
});
