import { expect, test } from 'vitest';
import { needsFit } from './fit.ts';

const before = { width: 1000, height: 600 };
const whole = { x: 50, y: 100, width: 900, height: 300 };

test('a graph that filled the view fills it again, smaller or larger', () => {
  expect(needsFit(whole, before, { width: 700, height: 600 })).toBe(true);
  expect(needsFit(whole, before, { width: 1400, height: 600 })).toBe(true);
});

test('a small graph is left alone while it can be seen', () => {
  const small = { x: 300, y: 200, width: 200, height: 100 };
  expect(needsFit(small, before, { width: 700, height: 600 })).toBe(false);
  expect(needsFit(small, before, { width: 400, height: 600 })).toBe(true);
});

test('who had looked at a part goes on looking at it', () => {
  expect(needsFit({ ...whole, x: -400, width: 2000 }, before, { width: 700, height: 600 })).toBe(false);
});
