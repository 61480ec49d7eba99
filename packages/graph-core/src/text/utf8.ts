/**
 * UTF-8 (RFC 3629) without the environment's TextEncoder, whose type a package for every environment lacks.
 * Lone surrogates and malformed bytes turn into U+FFFD, as they do there.
 */
const REPLACEMENT = 0xfffd;

export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const code = point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return Uint8Array.from(bytes);
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}

/** Characters that are joined at once: few enough for a call's arguments. */
const CHUNK = 8192;

export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  let codes: number[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const { code, length } = readCodePoint(bytes, offset);
    codes.push(code);
    offset += length;
    if (codes.length < CHUNK) continue;
    text += String.fromCodePoint(...codes);
    codes = [];
  }
  return text + String.fromCodePoint(...codes);
}

/** Lead byte pattern, its mask, and the smallest code point that needs this many bytes. */
const FORMS = [
  { mask: 0xe0, lead: 0xc0, length: 2, smallest: 0x80 },
  { mask: 0xf0, lead: 0xe0, length: 3, smallest: 0x800 },
  { mask: 0xf8, lead: 0xf0, length: 4, smallest: 0x10000 },
] as const;

function readCodePoint(bytes: Uint8Array, offset: number): { code: number; length: number } {
  const first = bytes[offset]!;
  if (first < 0x80) return { code: first, length: 1 };
  const malformed = { code: REPLACEMENT, length: 1 };
  const form = FORMS.find(({ mask, lead }) => (first & mask) === lead);
  if (!form) return malformed;
  let code = first & ~form.mask & 0xff;
  for (let index = 1; index < form.length; index += 1) {
    const byte = bytes[offset + index];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return malformed;
    code = (code << 6) | (byte & 0x3f);
  }
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < form.smallest || code > 0x10ffff || surrogate ? malformed : { code, length: form.length };
}
