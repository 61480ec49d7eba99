import { expect, it } from 'vitest';
import { printable, printableLine } from './terminal.ts';

it('shows control characters instead of sending them to the terminal', () => {
  expect(printable('a\u001b[31mred\u0007\r\u009b2J\u007f')).toBe(
    'a\\u001b[31mred\\u0007\\u000d\\u009b2J\\u007f',
  );
});

it('shows marks that would reverse the direction of text', () => {
  expect(printable('gnp.\u202eelif\u2066')).toBe('gnp.\\u202eelif\\u2066');
});

it('keeps words of any language, line feeds and tabs', () => {
  const text = 'ein rotes Häuschen\n\t赤い家 🏠';
  expect(printable(text)).toBe(text);
});

it('keeps a line on one line', () => {
  expect(printableLine('a\nerror [x] b\tc')).toBe('a\\nerror [x] b\\tc');
});

it('leaves JSON the same JSON', () => {
  const value = { text: '\u0000\u0085\u2028\u202e\n"' };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
});
