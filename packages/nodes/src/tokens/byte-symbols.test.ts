import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BYTE_SYMBOLS, utf8Bytes } from './byte-symbols.ts';

test('visible bytes stand for themselves, others for U+0100 and on', () => {
  expect(BYTE_SYMBOLS[0x41]).toBe('A');
  expect(BYTE_SYMBOLS[0xff]).toBe('ÿ');
  expect([0x00, 0x20, 0x7f, 0xa0, 0xad].map((byte) => BYTE_SYMBOLS[byte])).toEqual(['Ā', 'Ġ', 'ġ', 'ł', 'Ń']);
  expect(new Set(BYTE_SYMBOLS).size).toBe(256);
});

test('utf8Bytes agrees with the platform, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0xd800, max: 0xdfff }), (text, half) => {
      for (const written of [text, text + String.fromCharCode(half)]) {
        expect(utf8Bytes(written)).toEqual([...Buffer.from(written, 'utf8')]);
      }
    }),
    { seed: 8, numRuns: 200 },
  );
});
