const encoder = new TextEncoder();
/** Throws where a byte is no UTF-8, and leaves a byte order mark in the text. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lone surrogates turn into U+FFFD. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/**
 * Strictly: no byte is replaced by a guess.
 *
 * @returns the text, or the offset of the first byte that is no UTF-8
 */
export function decodeUtf8(
  bytes: Uint8Array,
): { readonly text: string } | { readonly text?: undefined; readonly faultAt: number } {
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { faultAt: firstFault(bytes) };
  }
}

/** Where the first byte stands that is no UTF-8 (RFC 3629), which decoders do not say. */
function firstFault(bytes: Uint8Array): number {
  let offset = 0;
  while (offset < bytes.length) {
    const length = bytes[offset]! < 0x80 ? 1 : characterLength(bytes, offset);
    if (length === undefined) break;
    offset += length;
  }
  return offset;
}

/** Lead byte pattern, its mask, and the smallest code point that needs this many bytes. */
const FORMS = [
  { mask: 0xe0, lead: 0xc0, length: 2, smallest: 0x80 },
  { mask: 0xf0, lead: 0xe0, length: 3, smallest: 0x800 },
  { mask: 0xf8, lead: 0xf0, length: 4, smallest: 0x10000 },
] as const;

/** Bytes of the character that begins here; undefined where none does. */
function characterLength(bytes: Uint8Array, offset: number): number | undefined {
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
  return code < form.smallest || code > 0x10ffff || surrogate ? undefined : form.length;
}
