import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

it('encodes any text as TextEncoder does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(encodeUtf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
      expect(decodeUtf8(encodeUtf8(text))).toBe(text);
    }),
    { seed: 3, numRuns: 300 },
  );
  expect(encodeUtf8('a\ud800b')).toEqual(new Uint8Array(new TextEncoder().encode('a\ud800b')));
});

it('puts U+FFFD for malformed bytes: overlong, surrogate, beyond Unicode, cut off', () => {
  const decode = (...bytes: number[]) => decodeUtf8(Uint8Array.from(bytes));
  expect(decode(0x41, 0xff, 0x42)).toBe('A\ufffdB');
  expect(decode(0xc0, 0x80)).toBe('\ufffd\ufffd');
  expect(decode(0xed, 0xa0, 0x80)).toMatch(/^\ufffd+$/);
  expect(decode(0xf4, 0x90, 0x80, 0x80)).toMatch(/^\ufffd+$/);
  expect(decode(0xe2, 0x82)).toMatch(/^\ufffd+$/);
});

it('decodes texts longer than what it joins at once', () => {
  const text = 'häß日本𝄞'.repeat(5000);
  expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
});
