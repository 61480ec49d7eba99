import { inflateZlib } from './inflate-zlib.ts';

/** What an ICC profile says of a picture's numbers (ICC.1:2022, 7.2 and 7.3). */
export interface IccProfile {
  /** As the profile's header names it: `RGB `, `GRAY`, `CMYK`. */
  readonly space: string;
  /** Whether it converts by tables of colours instead of by curves and a matrix. */
  readonly hasTables: boolean;
}

const HEADER_BYTES = 128;
const TAG_BYTES = 12;
const MOST_TAGS = 1000;
/** The largest profiles of printing presses have a few megabytes. */
const MOST_BYTES = 16 * 2 ** 20;

/** Undefined for bytes that are no profile. */
export function parseIccProfile(bytes: Uint8Array): IccProfile | undefined {
  if (bytes.length < HEADER_BYTES + 4 || latin1(bytes, 36, 4) !== 'acsp') return undefined;
  const count = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(HEADER_BYTES), MOST_TAGS);
  const tags = Array.from({ length: count }, (_, index) =>
    latin1(bytes, HEADER_BYTES + 4 + index * TAG_BYTES, 4),
  );
  return { space: latin1(bytes, 16, 4), hasTables: tags.includes('A2B0') };
}

/** The profile in a PNG's iCCP chunk: a name, a zero, the method 0, and a zlib stream. */
export function unpackPngProfile(chunk: Uint8Array): IccProfile | undefined {
  const nameEnd = chunk.indexOf(0);
  const profile = nameEnd < 0 ? undefined : inflateZlib(chunk.subarray(nameEnd + 2), MOST_BYTES);
  return profile && parseIccProfile(profile);
}

/** Some bytes as characters; fewer where the bytes end. */
export function latin1(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
