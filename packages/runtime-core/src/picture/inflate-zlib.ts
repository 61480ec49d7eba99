import { Unzlib } from 'fflate';

/** One byte of DEFLATE gives at most 1032: what comes of one piece stays in the megabytes. */
const PIECE_BYTES = 4096;
const CHECKSUM_BYTES = 4;
const ADLER_BASE = 65_521;

/**
 * Unpacks a zlib stream of any origin (RFC 1950).
 *
 * @returns undefined for a stream that is damaged, cut off, or holds more than `mostBytes`
 */
export function inflateZlib(bytes: Uint8Array, mostBytes: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Unzlib((part) => {
    size += part.length;
    if (size <= mostBytes) parts.push(part);
  });
  try {
    for (let at = 0; at < bytes.length && size <= mostBytes; at += PIECE_BYTES) {
      stream.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length);
    }
  } catch {
    return undefined;
  }
  if (size > mostBytes || bytes.length < CHECKSUM_BYTES) return undefined;
  const whole = joined(parts, size);
  const checksum = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - CHECKSUM_BYTES).getUint32(0);
  // fflate neither looks at the checksum nor minds a stream that is cut off.
  return adler32(whole) === checksum ? whole : undefined;
}

/** RFC 1950, 8.2. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % ADLER_BASE;
    b = (b + a) % ADLER_BASE;
  }
  return ((b << 16) | a) >>> 0;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
