import { expect, it } from 'vitest';
import { fromBase64 } from './base64.ts';

it('reads what others write, of any length', () => {
  for (const length of [0, 1, 2, 3, 4, 5, 6, 7, 256, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 73 + length) % 256);
    expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
  }
});

it.each([
  '',
  'AA==',
  'AA',
  'AAA=',
  'AAA',
  '/+8=',
  ' AA\n== ',
  'AQID\r\nBAUG',
  'A',
  'A===',
  'AA=',
  'AAA==',
  'AAAA=',
  '=',
  '====',
  'A=AA',
  'A-_A',
  'AAA%',
  'AAAé',
  'no base64!',
])('agrees with browsers about %j', (text) => {
  expect(fromBase64(text)).toEqual(asBrowsers(text));
});

function asBrowsers(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
