import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const TEXT = '{ "text": "ein Häuschen 🏠\n" }';

const utf16 = (text: string, littleEndian: boolean, mark = '\ufeff') => {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return new Uint8Array(littleEndian ? bytes : bytes.swap16());
};

describe('a text file', () => {
  it.each([
    ['UTF-8', new Uint8Array(Buffer.from(TEXT))],
    ['UTF-8 with its mark', new Uint8Array(Buffer.from(`\ufeff${TEXT}`))],
    ['UTF-16, little-endian', utf16(TEXT, true)],
    ['UTF-16, big-endian', utf16(TEXT, false)],
  ])('is read: %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, warnings: [], text: TEXT });
  });

  it('may be empty, and longer than what is read at once', () => {
    expect(decodeText(new Uint8Array(0))).toMatchObject({ text: '' });
    expect(decodeText(Uint8Array.of(0xff, 0xfe))).toMatchObject({ text: '' });
    const long = 'ä🏠b'.repeat(5000);
    expect(decodeText(utf16(long, false))).toMatchObject({ text: long });
  });

  it.each([
    ['Latin-1', new Uint8Array(Buffer.from('{\n"a": "Häuschen" }', 'latin1')), 'byte 10 (in line 2)'],
    ['Shift JIS', Uint8Array.of(0x22, 0x89, 0xc6, 0x22), 'byte 2 (in line 1)'],
    ['UTF-8 that is cut off', new Uint8Array(Buffer.from('a🏠')).subarray(0, 4), 'byte 2 (in line 1)'],
    ['UTF-16 without its mark', utf16(TEXT, true, ''), 'UTF-16 without its byte order mark'],
    ['UTF-16 without its mark, big-endian', utf16(TEXT, false, ''), 'UTF-16 without its byte order mark'],
    ['UTF-16 that is cut off', utf16(TEXT, true).subarray(0, 11), 'its last character is cut off'],
    ['UTF-16 with half a character', utf16('a\ud83cb', true), 'half a character stands alone'],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0), 'UTF-32'],
  ])('is refused, with the reason: %s', (_, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({
      ok: false,
      problems: [
        {
          code: 'text-not-utf8',
          severity: 'error',
          message: expect.stringContaining(reason),
          remedy: expect.stringContaining('Save it as UTF-8'),
        },
      ],
    });
  });
});
