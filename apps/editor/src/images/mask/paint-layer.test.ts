import { describe, expect, test } from 'vitest';
import { joinRects, PaintHistory } from './paint-history.ts';
import { createPaintLayer, fillAll, fillArea, invert, isEmpty, paintStroke } from './paint-layer.ts';

const HARD = { radiusPx: 4, softness: 0, erases: false };

function at(layer: { data: Uint8Array; widthPx: number }, x: number, y: number): number {
  return layer.data[y * layer.widthPx + x]!;
}

describe('a stroke', () => {
  test('covers what is within the radius of its line, and nothing beyond', () => {
    const layer = createPaintLayer(64, 32);
    paintStroke(layer, { x: 16, y: 16 }, { x: 48, y: 16 }, HARD);
    expect(at(layer, 32, 16)).toBe(255);
    expect(at(layer, 32, 13)).toBe(255);
    expect(at(layer, 32, 21)).toBe(0);
    expect(at(layer, 8, 16)).toBe(0);
    expect(at(layer, 13, 16)).toBe(255);
  });

  test('has a soft edge that falls steadily', () => {
    const layer = createPaintLayer(64, 64);
    paintStroke(layer, { x: 32, y: 32 }, { x: 32, y: 32 }, { ...HARD, radiusPx: 20, softness: 1 });
    const row = Array.from({ length: 22 }, (_, step) => at(layer, 32 + step, 32));
    expect(row.toSorted((one, other) => other - one)).toEqual(row);
    expect(row[10]).toBeGreaterThan(90);
    expect(row[10]).toBeLessThan(165);
    expect(row[21]).toBe(0);
  });

  test('does not add up where its pieces overlap', () => {
    const soft = { ...HARD, softness: 1 };
    const once = createPaintLayer(32, 32);
    paintStroke(once, { x: 8, y: 16 }, { x: 24, y: 16 }, soft);
    const pieces = createPaintLayer(32, 32);
    for (let x = 8; x < 24; x += 2) paintStroke(pieces, { x, y: 16 }, { x: x + 2, y: 16 }, soft);
    expect(pieces.data).toEqual(once.data);
  });

  test('is taken away by the same stroke of an eraser', () => {
    const layer = createPaintLayer(32, 32);
    paintStroke(layer, { x: 8, y: 8 }, { x: 20, y: 20 }, HARD);
    paintStroke(layer, { x: 8, y: 8 }, { x: 20, y: 20 }, { ...HARD, radiusPx: 6, erases: true });
    expect(isEmpty(layer)).toBe(true);
  });

  test('may start and end outside the picture', () => {
    const layer = createPaintLayer(16, 16);
    const rect = paintStroke(layer, { x: -30, y: 8 }, { x: 40, y: 8 }, HARD);
    expect(rect).toMatchObject({ left: 0, right: 16 });
    expect(at(layer, 0, 8)).toBe(255);
    expect(at(layer, 15, 8)).toBe(255);
  });
});

test('an outline is filled inside, and emptied again', () => {
  const layer = createPaintLayer(40, 40);
  const corners = [
    [8, 8],
    [32, 8],
    [32, 32],
    [8, 32],
    [8, 8],
  ].map(([x, y]) => ({ x: x!, y: y! }));
  for (const [index, corner] of corners.slice(1).entries()) {
    paintStroke(layer, corners[index]!, corner, { ...HARD, radiusPx: 2 });
  }
  fillArea(layer, { x: 20, y: 20 }, false);
  expect(at(layer, 20, 20)).toBe(255);
  expect(at(layer, 2, 2)).toBe(0);
  fillArea(layer, { x: 20, y: 20 }, true);
  expect(at(layer, 20, 20)).toBe(0);
  fillArea(layer, { x: 99, y: 20 }, false);
  expect(at(layer, 20, 20)).toBe(0);
});

test('everything is filled and inverted', () => {
  const layer = createPaintLayer(4, 4);
  fillAll(layer, 255);
  expect(layer.data.every((value) => value === 255)).toBe(true);
  invert(layer);
  expect(isEmpty(layer)).toBe(true);
});

test('undo and redo walk through random strokes and fills byte for byte', () => {
  const layer = createPaintLayer(48, 40);
  const history = new PaintHistory(layer);
  const states = [layer.data.slice()];
  let random = 7;
  const next = (below: number) => {
    random = (random * 1103515245 + 12345) % 2147483648;
    return random % below;
  };
  for (let step = 0; step < 60; step += 1) {
    history.begin();
    const brush = { radiusPx: 1 + next(9), softness: next(3) / 2, erases: next(3) === 0 };
    const point = () => ({ x: next(60) - 6, y: next(50) - 5 });
    const [from, via, to] = [point(), point(), point()];
    const rect = joinRects(paintStroke(layer, from, via, brush), paintStroke(layer, via, to, brush));
    history.end(rect);
    if (!states.at(-1)!.every((value, index) => value === layer.data[index])) states.push(layer.data.slice());
  }
  for (const state of states.toReversed().slice(1)) {
    expect(history.undo()).toBeDefined();
    expect(layer.data).toEqual(state);
  }
  expect(history.canUndo).toBe(false);
  for (const state of states.slice(1)) {
    expect(history.redo()).toBeDefined();
    expect(layer.data).toEqual(state);
  }
  expect(history.canRedo).toBe(false);
});
