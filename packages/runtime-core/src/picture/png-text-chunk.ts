import { decodeUtf8 } from '@latentgraph/graph-core';
import { inflateZlib } from './inflate-zlib.ts';

/** A text chunk of a PNG under the keyword that was asked for. */
export interface TextChunkContent {
  /** Decoded when asked; undefined where the chunk does not hold what its kind says. */
  text(): string | undefined;
}

interface RawChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** A few kilobytes can hold gigabytes; no workflow comes near this. */
export const MOST_INFLATED_BYTES = 16 * 2 ** 20;
const LATIN1_PIECE = 8192;

/** What a chunk of any of the three kinds holds under a keyword. PNG specification, third edition, 11.3.3.2 to 11.3.3.4. */
export function textUnder({ type, data }: RawChunk, keyword: string): TextChunkContent | undefined {
  const decode = Object.hasOwn(DECODERS, type) ? DECODERS[type] : undefined;
  if (!decode || !hasKeyword(data, keyword)) return undefined;
  return { text: () => decode(data.subarray(keyword.length + 1)) };
}

/** By the type of chunk, of what follows keyword and zero. */
const DECODERS: Readonly<Record<string, (rest: Uint8Array) => string | undefined>> = {
  tEXt: latin1,
  zTXt(rest) {
    const inflated = rest[0] === 0 ? inflateZlib(rest.subarray(1), MOST_INFLATED_BYTES) : undefined;
    return inflated && latin1(inflated);
  },
  iTXt(rest) {
    const [compressed, method] = rest;
    const languageEnd = rest.indexOf(0, 2);
    const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
    if (translatedEnd < 0) return undefined;
    const text = rest.subarray(translatedEnd + 1);
    if (compressed === 0) return decodeUtf8(text).text;
    const inflated = compressed === 1 && method === 0 ? inflateZlib(text, MOST_INFLATED_BYTES) : undefined;
    return inflated && decodeUtf8(inflated).text;
  },
};

function hasKeyword(data: Uint8Array, keyword: string): boolean {
  if (data[keyword.length] !== 0) return false;
  for (let index = 0; index < keyword.length; index += 1) {
    if (data[index] !== keyword.charCodeAt(index)) return false;
  }
  return true;
}

function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += LATIN1_PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + LATIN1_PIECE)));
  }
  return pieces.join('');
}
