import { failed, type Problem, problem, type Result } from '../problem.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Reads the bytes of a text file: UTF-8, or UTF-16 where a byte order mark says so. Nothing is guessed and nothing
 * replaced: a letter that was read wrongly would be painted.
 */
export function decodeText(bytes: Uint8Array): Result<{ readonly text: string }> {
  const mark = MARKS.find(({ start }) => startsWith(bytes, start));
  const found = mark ? mark.decode(bytes.subarray(mark.start.length)) : decodeUnmarked(bytes);
  return typeof found === 'string' ? { ok: true, warnings: [], text: found } : failed([found]);
}

/** UTF-32 comes first: its little-endian mark begins with that of UTF-16. */
const MARKS: readonly {
  readonly start: readonly number[];
  decode(rest: Uint8Array): string | Problem;
}[] = [
  { start: [0xff, 0xfe, 0, 0], decode: () => otherEncoding('UTF-32') },
  { start: [0, 0, 0xfe, 0xff], decode: () => otherEncoding('UTF-32') },
  { start: [0xff, 0xfe], decode: (rest) => decodeUtf16(rest, true) },
  { start: [0xfe, 0xff], decode: (rest) => decodeUtf16(rest, false) },
  { start: [0xef, 0xbb, 0xbf], decode: (rest) => decodeUnmarked(rest, 3) },
];

function decodeUnmarked(bytes: Uint8Array, markBytes = 0): string | Problem {
  // No text begins with a character of code 0, but ASCII in UTF-16 has one in each pair of bytes.
  if (markBytes === 0 && bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0)) {
    return otherEncoding('UTF-16 without its byte order mark');
  }
  const decoded = decodeUtf8(bytes);
  if (decoded.text !== undefined) return decoded.text;
  const line = 1 + newlinesIn(bytes.subarray(0, decoded.faultAt));
  return notText(`byte ${markBytes + decoded.faultAt + 1} (in line ${line}) belongs to no UTF-8 character`);
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string | Problem {
  if (bytes.length % 2 === 1) return notText('it is UTF-16, and its last character is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: string[] = [];
  const unitsAtOnce = 4096;
  for (let at = 0; at < bytes.length; at += 2 * unitsAtOnce) {
    const units = new Uint16Array(Math.min(unitsAtOnce, (bytes.length - at) / 2));
    for (let index = 0; index < units.length; index += 1) {
      units[index] = view.getUint16(at + 2 * index, littleEndian);
    }
    pieces.push(String.fromCharCode(...units));
  }
  const text = pieces.join('');
  return /\p{Surrogate}/u.test(text)
    ? notText('it is UTF-16, and half a character stands alone in it')
    : text;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === 0x0a) count += 1;
  return count;
}

function notText(why: string): Problem {
  return problem({
    code: 'text-not-utf8',
    message: `The text is not UTF-8: ${why}.`,
    remedy:
      'Save it as UTF-8 (in most editors: “Save with Encoding”); it may be in an older encoding, such as Windows-1252.',
  });
}

function otherEncoding(name: string): Problem {
  return problem({
    code: 'text-not-utf8',
    message: `The text is not UTF-8: it looks like ${name}.`,
    remedy: 'Save it as UTF-8 (in most editors: “Save with Encoding”).',
  });
}
