/** What stands for a code unit that is half of a surrogate pair: U+FFFD, as every UTF-8 encoder puts it. */
const REPLACEMENT = 0xfffd;

/**
 * The printable character that stands for each byte in vocab.json and merges.txt (GPT-2's byte-level encoding):
 * visible Latin-1 characters stand for themselves, all other bytes for U+0100 and on, in order.
 */
export const BYTE_SYMBOLS: readonly string[] = byteSymbols();

function byteSymbols(): string[] {
  let substitutes = 0;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(isVisible(byte) ? byte : 0x100 + substitutes++),
  );
}

function isVisible(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

/** The bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const read = character.codePointAt(0)!;
    const code = read >= 0xd800 && read <= 0xdfff ? REPLACEMENT : read;
    if (code < 0x80) {
      bytes.push(code);
    } else if (code < 0x800) {
      bytes.push(0xc0 | (code >> 6), continuation(code));
    } else if (code < 0x10000) {
      bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    } else {
      bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
    }
  }
  return bytes;
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
