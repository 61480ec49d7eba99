/**
 * UTF-8 (RFC 3629) without the environment's TextEncoder, whose type a package for every environment lacks. Texts may
 * have hundreds of megabytes: memory stays within a small multiple of them.
 */
const REPLACEMENT = 0xfffd;
/** Below what engines take as the number of arguments of one call. */
const PIECE_UNITS = 8192;

/** Lone surrogates turn into U+FFFD, as TextEncoder has it. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = codePointAt(text, index);
    if (code > 0xffff) index += 1;
    if (code < 0x80) bytes[at++] = code;
    else {
      const tails = tailsOf(code);
      bytes[at++] = LEADS[tails]! | (code >> (6 * tails));
      for (let tail = tails - 1; tail >= 0; tail -= 1) bytes[at++] = 0x80 | ((code >> (6 * tail)) & 0x3f);
    }
  }
  return bytes;
}

/** Bits that mark the first byte of a character, by the number of bytes that follow it. */
const LEADS = [0, 0xc0, 0xe0, 0xf0] as const;

function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = codePointAt(text, index);
    if (code > 0xffff) index += 1;
    length += 1 + tailsOf(code);
  }
  return length;
}

function codePointAt(text: string, index: number): number {
  const code = text.codePointAt(index)!;
  return code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
}

function tailsOf(code: number): 0 | 1 | 2 | 3 {
  if (code < 0x80) return 0;
  if (code < 0x800) return 1;
  return code < 0x10000 ? 2 : 3;
}

/**
 * Strictly: no byte is replaced by a guess.
 *
 * @returns the text, or the offset of the first byte that is no UTF-8
 */
export function decodeUtf8(
  bytes: Uint8Array,
): { readonly text: string } | { readonly text?: undefined; readonly faultAt: number } {
  const pieces = textPieces();
  let offset = 0;
  while (offset < bytes.length) {
    const first = bytes[offset]!;
    if (first < 0x80) {
      pieces.add(first);
      offset += 1;
      continue;
    }
    const read = readCodePoint(bytes, offset);
    if (!read) return { faultAt: offset };
    pieces.add(read.code);
    offset += read.length;
  }
  return { text: pieces.text() };
}

/** Puts a text together from code points. */
function textPieces() {
  const units = new Uint16Array(PIECE_UNITS);
  const pieces: string[] = [];
  let count = 0;
  const flush = () => {
    pieces.push(String.fromCharCode(...units.subarray(0, count)));
    count = 0;
  };
  return {
    add(code: number): void {
      if (count > PIECE_UNITS - 2) flush();
      if (code > 0xffff) {
        units[count++] = 0xd7c0 + (code >> 10);
        units[count++] = 0xdc00 | (code & 0x3ff);
      } else units[count++] = code;
    },
    text(): string {
      flush();
      return pieces.join('');
    },
  };
}

/** Lead byte pattern, its mask, and the smallest code point that needs this many bytes. */
const FORMS = [
  { mask: 0xe0, lead: 0xc0, length: 2, smallest: 0x80 },
  { mask: 0xf0, lead: 0xe0, length: 3, smallest: 0x800 },
  { mask: 0xf8, lead: 0xf0, length: 4, smallest: 0x10000 },
] as const;

function readCodePoint(bytes: Uint8Array, offset: number): { code: number; length: number } | undefined {
  const first = bytes[offset]!;
  const form = FORMS.find(({ mask, lead }) => (first & mask) === lead);
  if (!form) return undefined;
  let code = first & ~form.mask & 0xff;
  for (let index = 1; index < form.length; index += 1) {
    const byte = bytes[offset + index];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < form.smallest || code > 0x10ffff || surrogate ? undefined : { code, length: form.length };
}
