import { encodeUtf8 } from '@latentgraph/graph-core';
import { type Chunk, chunksOf, isPng, readUint32 } from './png-chunks.ts';
import { type TextChunkContent, textUnder } from './png-text-chunk.ts';

/** Text inside PNG files: written as iTXt, uncompressed; read in every kind. PNG specification, third edition, 11.3.3. */

const MAX_KEYWORD_LENGTH = 79;

export type PngText =
  | { readonly kind: 'found'; readonly text: string }
  /** A sound PNG without such a text. */
  | { readonly kind: 'none' }
  /** Cut off, the chunk's checksum is wrong, or what it holds is no such text or unpacks to more than any. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'not-png' };

/**
 * The PNG with a text under a keyword, right after the header; a text that it had under this keyword is replaced.
 *
 * @param keyword 1 to 79 printable ASCII characters
 * @throws RangeError when the bytes are no sound PNG or the keyword is none: a bug in the caller
 */
export function writePngText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  if (!/^[\x21-\x7e]+$/.test(keyword) || keyword.length > MAX_KEYWORD_LENGTH) {
    throw new RangeError(`'${keyword}' is no keyword for a PNG text.`);
  }
  const walk = isPng(png) ? chunksOf(png) : undefined;
  const header = walk?.chunks[0];
  if (!walk?.complete || header?.type !== 'IHDR') throw new RangeError('These bytes are no sound PNG.');
  const kept = walk.chunks.slice(1).filter((chunk) => !textUnder(chunk, keyword));
  return joined([
    png.subarray(0, header.end),
    textChunk(keyword, text),
    ...kept.map((chunk) => png.subarray(chunk.start, chunk.end)),
  ]);
}

/**
 * Reads the text under a keyword, from tEXt, zTXt or iTXt. Any bytes may be given: time and memory stay within a small
 * multiple of their length and of `MOST_INFLATED_BYTES`.
 */
export function readPngText(png: Uint8Array, keyword: string): PngText {
  if (!isPng(png)) return { kind: 'not-png' };
  const { chunks, complete } = chunksOf(png);
  for (const chunk of chunks) {
    const content = textUnder(chunk, keyword);
    if (content) return checksumHolds(png, chunk) ? read(content) : { kind: 'damaged' };
  }
  return { kind: complete ? 'none' : 'damaged' };
}

function read(content: TextChunkContent): PngText {
  const text = content.text();
  return text === undefined ? { kind: 'damaged' } : { kind: 'found', text };
}

function textChunk(keyword: string, text: string): Uint8Array {
  // After the keyword: uncompressed (0), method 0, no language, no translated keyword.
  const content = joined([encodeUtf8(`iTXt${keyword}`), new Uint8Array(5), encodeUtf8(text)]);
  return joined([uint32(content.length - 4), content, uint32(crc32(content))]);
}

function checksumHolds(png: Uint8Array, chunk: Chunk): boolean {
  return crc32(png.subarray(chunk.start + 4, chunk.end - 4)) === readUint32(png, chunk.end - 4);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

let crcTable: Uint32Array | undefined;

/** CRC-32 as PNG uses it (polynomial 0xedb88320, reflected). */
function crc32(bytes: Uint8Array): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, value) => {
    let crc = value;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
    return crc;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
