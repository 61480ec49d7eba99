import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

it('encodes any text as TextEncoder does, and reads it back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Buffer.compare(encodeUtf8(text), Buffer.from(new TextEncoder().encode(text)))).toBe(0);
      expect(decodeUtf8(encodeUtf8(text))).toEqual({ text });
    }),
    { seed: 3, numRuns: 300 },
  );
  expect(encodeUtf8('a\ud800b')).toEqual(new Uint8Array(new TextEncoder().encode('a\ud800b')));
});

it('reads texts that are longer than a piece, with characters across its end', () => {
  for (const start of ['', 'a', 'ab']) {
    const text = start + 'ä🏠'.repeat(20_000);
    expect(decodeUtf8(encodeUtf8(text)).text === text).toBe(true);
  }
});

it.each([
  [[0x41, 0xff, 0x42], 1],
  [[0xc0, 0x80], 0],
  [[0xed, 0xa0, 0x80], 0],
  [[0xf4, 0x90, 0x80, 0x80], 0],
  [[0x41, 0x41, 0xe2, 0x82], 2],
  [[0xe4, 0x75], 0],
])(
  'names the first byte of %j that is no UTF-8: overlong, surrogate, beyond Unicode, cut off',
  (bytes, faultAt) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ faultAt });
  },
);
