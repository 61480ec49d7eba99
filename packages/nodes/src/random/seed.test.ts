import { expect, test } from 'vitest';
import { parseSeed } from './seed.ts';

test.each([
  [0, 0n],
  [Number.MAX_SAFE_INTEGER, 2n ** 53n - 1n],
  ['0', 0n],
  [' 42 ', 42n],
  ['007', 7n],
  ['18446744073709551615', 2n ** 64n - 1n],
])('%j is a seed', (value, seed) => {
  expect(parseSeed(value)).toEqual({ ok: true, warnings: [], seed });
});

test.each([
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 65,
  '',
  '-1',
  '1.5',
  '0x10',
  '1e3',
  '18446744073709551616',
  '9'.repeat(10_000),
])('%j is refused', (value) => {
  expect(parseSeed(value)).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'invalid-seed',
        severity: 'error',
        remedy: 'Use a whole number from 0 to 18446744073709551615.',
      },
    ],
  });
});

test('a number that JSON cannot hold exactly is to be written as a string', () => {
  const parsed = parseSeed(2 ** 53);
  expect(parsed).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'invalid-seed',
        message: '9007199254740992 is not a usable seed.',
        remedy: 'Write it as a string: numbers above 9007199254740991 lose digits in JSON.',
      },
    ],
  });
});
