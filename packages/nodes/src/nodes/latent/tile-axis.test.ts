import { expect, test } from 'vitest';
import { cutIntoTiles } from './tile-axis.ts';

test('an axis that fits into one tile is one tile', () => {
  const shares = new Float64Array(12).fill(1);
  const spans = [{ from: 0, to: 6, start: 0, shares }];
  expect(cutIntoTiles(6, 8, 2, 2)).toEqual({ length: 12, spans });
});

test('neighbours cross over smoothly in their overlap', () => {
  const { length, spans } = cutIntoTiles(6, 4, 2, 1);
  expect(length).toBe(6);
  expect(spans).toEqual([
    { from: 0, to: 4, start: 0, shares: Float64Array.of(1, 1, 0.84375, 0.15625) },
    { from: 2, to: 6, start: 2, shares: Float64Array.of(0.15625, 0.84375, 1, 1) },
  ]);
});

test('without overlap tiles stand side by side', () => {
  const spans = cutIntoTiles(4, 2, 0, 1).spans;
  expect(spans.map(({ shares }) => [...shares])).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test('borders of pictures that are scaled down fall on whole cells', () => {
  const { length, spans } = cutIntoTiles(64, 24, 4, 1 / 8);
  expect(length).toBe(8);
  expect(spans.map(({ from, to, start }) => [from, to, start])).toEqual([
    [0, 24, 0],
    [16, 40, 2],
    [24, 48, 3],
    [40, 64, 5],
  ]);
});

const cases = [
  { length: 64, tile: 32, overlap: 8, scale: 8 },
  { length: 65, tile: 32, overlap: 31, scale: 8 },
  { length: 100, tile: 7, overlap: 3, scale: 1 },
  { length: 17, tile: 1, overlap: 4, scale: 2 },
  { length: 512, tile: 256, overlap: 64, scale: 1 / 8 },
];

test.each(cases)('$length cells in tiles of $tile: all is covered and shares sum to 1', (options) => {
  const { length, tile, overlap, scale } = options;
  const { length: outputLength, spans } = cutIntoTiles(length, tile, overlap, scale);
  expect(outputLength).toBe(length * scale);
  const sums = new Float64Array(outputLength);
  for (const { from, to, start, shares } of spans) {
    expect(to - from).toBe(tile);
    expect([start, shares.length]).toEqual([from * scale, tile * scale]);
    shares.forEach((share, cell) => {
      sums[start + cell]! += share;
    });
  }
  for (const sum of sums) expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
  const overlaps = spans.slice(1).map(({ from }, i) => spans[i]!.to - from);
  expect(Math.min(...overlaps)).toBeGreaterThanOrEqual(Math.min(overlap, tile - 1));
});
