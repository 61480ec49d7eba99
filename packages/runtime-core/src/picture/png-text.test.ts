import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPngText, writePngText } from './png-text.ts';

const PICTURE = join(import.meta.dirname, '../../../../fixtures/reference/pipeline/text-to-image-00-0.png');
let png: Uint8Array;

beforeAll(async () => {
  png = new Uint8Array(await readFile(PICTURE));
});

function chunkTypes(bytes: Uint8Array): string[] {
  const types: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    types.push(String.fromCharCode(...bytes.subarray(at + 4, at + 8)));
  }
  return types;
}

describe('PNG texts', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const written = writePngText(png, 'latentgraph', text);
        expect(readPngText(written, 'latentgraph')).toEqual({ kind: 'found', text });
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('stand after the header, with a checksum, and leave the rest as it was', () => {
    const written = writePngText(png, 'key', 'text');
    expect(chunkTypes(written)).toEqual(['IHDR', 'iTXt', ...chunkTypes(png).slice(1)]);
    const length = 4 + 3 + 5 + 4;
    expect(written.subarray(0, 33)).toEqual(png.subarray(0, 33));
    expect(written.subarray(33 + 8 + length)).toEqual(png.subarray(33));
    const content = written.subarray(33 + 4, 33 + 4 + length);
    expect(new DataView(written.buffer).getUint32(33 + 4 + length)).toBe(crc32(content));
  });

  it('are replaced under the same keyword and kept under others', () => {
    const first = writePngText(writePngText(png, 'a', 'one'), 'b', 'two');
    const second = writePngText(first, 'a', 'three');
    expect(readPngText(second, 'a')).toEqual({ kind: 'found', text: 'three' });
    expect(readPngText(second, 'b')).toEqual({ kind: 'found', text: 'two' });
    expect(chunkTypes(second).filter((type) => type === 'iTXt')).toHaveLength(2);
  });

  it('are not written into what is no sound PNG, nor under what is no keyword', () => {
    expect(() => writePngText(png.subarray(0, 200), 'a', '')).toThrow('no sound PNG');
    expect(() => writePngText(new Uint8Array(0), 'a', '')).toThrow('no sound PNG');
    expect(() => writePngText(png, 'a\0b', '')).toThrow('no keyword');
    expect(() => writePngText(png, 'x'.repeat(80), '')).toThrow('no keyword');
  });
});

/** The picture with a chunk after its header. */
function withChunk(type: string, ...content: readonly (string | Uint8Array)[]): Uint8Array {
  const data = Buffer.concat([type, ...content].map((part) => Buffer.from(part as string, 'latin1')));
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  checksum.writeUInt32BE(crc32(data));
  return new Uint8Array(Buffer.concat([png.subarray(0, 33), length, data, checksum, png.subarray(33)]));
}

describe('texts that other programs wrote', () => {
  const utf8 = (text: string) => Buffer.from(text, 'utf8');
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  it('are read in every kind that the standard has', () => {
    const found = (bytes: Uint8Array) => readPngText(bytes, 'key');
    const text = { kind: 'found', text: 'Häuschen' };
    expect(found(withChunk('tEXt', 'key\0', latin1('Häuschen')))).toEqual(text);
    expect(found(withChunk('zTXt', 'key\0\0', deflateSync(latin1('Häuschen'))))).toEqual(text);
    expect(found(withChunk('iTXt', 'key\0\0\0de\0', utf8('Schlüssel'), '\0', utf8('Häuschen')))).toEqual(
      text,
    );
    expect(found(withChunk('iTXt', 'key\0\x01\0\0\0', deflateSync(utf8('Häuschen'))))).toEqual(text);
  });

  it('are replaced whatever their kind', () => {
    const before = withChunk('zTXt', 'key\0\0', deflateSync(latin1('old')));
    const written = writePngText(before, 'key', 'new');
    expect(chunkTypes(written)).toEqual(['IHDR', 'iTXt', ...chunkTypes(png).slice(1)]);
  });

  it('are damaged where they do not hold what they say', () => {
    const bomb = deflateSync(Buffer.alloc(17 * 2 ** 20));
    const packed = deflateSync(latin1('text'));
    for (const bytes of [
      withChunk('zTXt', 'key\0\0', bomb),
      withChunk('iTXt', 'key\0\x01\0\0\0', bomb),
      withChunk('zTXt', 'key\0\0', packed.subarray(0, packed.length - 6)),
      withChunk('zTXt', 'key\0\x05', packed),
      withChunk('iTXt', 'key\0\x02\0\0\0', packed),
      withChunk('iTXt', 'key\0\0\0\0\0', Uint8Array.of(0xe4, 0x75)),
      withChunk('iTXt', 'key\0\0\0'),
    ]) {
      expect(readPngText(bytes, 'key')).toEqual({ kind: 'damaged' });
    }
  });
});

describe('reading hostile files', () => {
  it('tells none, damaged and no PNG apart', () => {
    const written = writePngText(png, 'latentgraph', 'text');
    const flipped = written.slice();
    flipped[33 + 8 + 'latentgraph'.length + 5]! ^= 1;
    expect(readPngText(png, 'latentgraph')).toEqual({ kind: 'none' });
    expect(readPngText(written, 'latentgrap')).toEqual({ kind: 'none' });
    expect(readPngText(flipped, 'latentgraph')).toEqual({ kind: 'damaged' });
    expect(readPngText(png.subarray(0, png.length - 1), 'latentgraph')).toEqual({ kind: 'damaged' });
    expect(readPngText(new TextEncoder().encode('{}'), 'latentgraph')).toEqual({ kind: 'not-png' });
    expect(readPngText(new Uint8Array(0), 'latentgraph')).toEqual({ kind: 'not-png' });
  });

  it('does not believe huge lengths', () => {
    const huge = png.slice();
    huge.fill(0xff, 33, 37);
    expect(readPngText(huge, 'latentgraph')).toEqual({ kind: 'damaged' });
  });

  it('reads every part of a file without throwing', () => {
    const written = writePngText(png, 'latentgraph', 'text');
    for (let length = 0; length <= 120; length += 1) {
      expect(readPngText(written.subarray(0, length), 'latentgraph')).toHaveProperty('kind');
    }
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const changed = written.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        expect(readPngText(changed, 'latentgraph')).toHaveProperty('kind');
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});
