import { expect, test } from 'vitest';
import { parseColor } from './color.ts';

test.each([
  ['#f80', [1, 136 / 255, 0]],
  ['#Ff8000', [1, 128 / 255, 0]],
])('%s is a colour', (text, color) => {
  expect(parseColor(text)).toEqual({ ok: true, warnings: [], color });
});

test.each(['', 'red', '#ff', '#ff800', '#ff80001', '#gg0000', '#fff\n', 'rgb(1,2,3)'])(
  '%j is not',
  (text) => {
    expect(parseColor(text)).toMatchObject({
      ok: false,
      problems: [{ code: 'invalid-color', severity: 'error' }],
    });
  },
);
