import { expect, it } from 'vitest';
import { valueBytes } from './value-size.ts';

const cycle: { self?: unknown } = {};
cycle.self = cycle;
const tensor = { dims: [1] };

it.each([
  ['a number', 5, 64],
  ['a text', 'x'.repeat(1000), 2064],
  ['texts in an object', { a: 'x'.repeat(1000), b: 'y' }, 64 + 16 + 2002],
  ['an array of numbers', new Array(1000).fill(1), 8064],
  ['bytes', { data: new Uint8Array(1000) }, 64 + 8 + 64 + 1000],
  ['the same object twice', [tensor, tensor], 64 + 16 + 64 + 4000],
  ['a value that contains itself', cycle, 64 + 8],
])('counts %s', (_, value, bytes) => {
  expect(valueBytes(value, (object) => (object === tensor ? 4000 : undefined))).toBe(bytes);
});

it('counts as deep as a value goes', () => {
  let deep: unknown = 'x'.repeat(1000);
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  expect(valueBytes(deep)).toBe(100_000 * 72 + 2000);
});
