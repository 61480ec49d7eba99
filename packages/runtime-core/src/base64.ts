const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By character code; 64 for what is no digit. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = ALPHABET.indexOf(String.fromCharCode(code));
  return digit < 0 ? 64 : digit;
});

/**
 * Reads base64 as browsers do (WHATWG Infra, "forgiving-base64 decode"): white space does not count, padding may be
 * missing. The same everywhere, where `atob` throws and Node's Buffer reads on.
 *
 * @returns undefined for text that is not base64
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = digitsOf(text.replaceAll(/[\t\n\f\r ]+/g, ''));
  // One digit alone holds no byte.
  if (digits === undefined || digits.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let index = 0; index < bytes.length; index += 1) {
    const place = index % 3;
    const first = ((index - place) / 3) * 4 + place;
    // Digits have six bits: the three bytes of four digits begin in the first, second and third of them.
    bytes[index] =
      (digitAt(digits, first) << (2 + 2 * place)) | (digitAt(digits, first + 1) >> (4 - 2 * place));
  }
  return bytes;
}

/** Without padding, which only fills up four. */
function digitsOf(text: string): string | undefined {
  const end = text.length % 4 === 0 ? text.replace(/={1,2}$/, '') : text;
  return /^[A-Za-z0-9+/]*$/.test(end) ? end : undefined;
}

function digitAt(digits: string, index: number): number {
  return DIGITS[digits.charCodeAt(index)] ?? 0;
}
