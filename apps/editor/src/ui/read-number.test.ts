import { expect, test } from 'vitest';
import { plainNumber, readNumber } from './read-number.ts';

test.each([
  ['1,000', 1000],
  ['1,234.5', 1234.5],
  ['12,345,678', 12_345_678],
  ['1,00,000', 100_000],
  ['1.234,5', 1234.5],
  ['1.000.000', 1_000_000],
  ['1 000', 1000],
  ['1\u202f000,5', 1000.5],
  ['1\u00a0000,500', 1000.5],
  ["1'000.25", 1000.25],
  ['1_000', 1000],
  [' 7,5 ', 7.5],
  ['0,125', 0.125],
  ['7,25', 7.25],
  ['1,0000', 1],
  ['1.000', 1],
  ['1.', 1],
  ['.5', 0.5],
  [',5', 0.5],
  ['-3', -3],
  ['−3,5', -3.5],
  ['+4', 4],
  ['1e3', 1000],
  ['2.5E-2', 0.025],
  ['１２', 12],
  ['٣٫٥', 3.5],
  ['१२', 12],
])('%j is %d', (text, value) => {
  expect(readNumber(text, { decimalComma: false })).toBe(value);
});

test('a comma before three digits is the decimal sign where the language has it so, but for whole numbers', () => {
  expect(readNumber('1,125', { decimalComma: true })).toBe(1.125);
  expect(readNumber('1,125', { decimalComma: false })).toBe(1125);
  expect(readNumber('1,000', { decimalComma: true, integer: true })).toBe(1000);
  expect(readNumber('1.000', { integer: true })).toBe(1000);
  expect(readNumber('7.5', { integer: true })).toBe(7.5);
});

test.each([
  '',
  ' ',
  'many',
  '7px',
  '1,00,0',
  '1.2.3',
  '1,2,3',
  '1 00',
  '1,000 000',
  '0x10',
  '0b1',
  'Infinity',
  '1e',
  '--1',
  '.',
  '1e999',
  '50%',
])('%j is no number', (text) => {
  expect(readNumber(text, { decimalComma: false })).toBeUndefined();
});

test('digits beyond what numbers hold are kept', () => {
  expect(plainNumber('18,446,744,073,709,551,615', { integer: true })).toBe('18446744073709551615');
});
