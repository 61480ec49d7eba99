import { createInflate } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Samples a pixel, by colour type (PNG 1.2, table 11.1). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** First column and row, and distance of columns and rows, of the passes of Adam7 (PNG 1.2, 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Whether the compressed data of a PNG holds no more than its size says. Decoders read on to the end of the data
 * even of a picture of one pixel; here reading stops with the first byte too much.
 *
 * @param bytes any file; what is no PNG, or a broken one, is left to the decoder to refuse
 */
export async function isPngDataHonest(bytes: Uint8Array): Promise<boolean> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(SIGNATURE) || file.length < 33) return true;
  const expected = dataLength(file.subarray(16, 29));
  let length = 0;
  const inflate = createInflate();
  try {
    inflate.end(Buffer.concat([...dataChunks(file)]));
    for await (const chunk of inflate) {
      length += (chunk as Buffer).length;
      if (length > expected) return false;
    }
  } catch {
    return true;
  } finally {
    inflate.destroy();
  }
  return true;
}

function* dataChunks(file: Buffer): Generator<Buffer> {
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') yield file.subarray(at + 8, end);
    at = end + 4;
  }
}

/** Bytes of all rows with their filter bytes. */
function dataLength(header: Buffer): number {
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const bitsPerPixel = (header[8] ?? 8) * (SAMPLES[header[9] ?? 6] ?? 4);
  const rows = (columns: number, count: number) =>
    columns === 0 ? 0 : count * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (header[12] !== 1) return rows(width, height);
  const passes = ADAM7.map(([x, y, stepX, stepY]) =>
    rows(Math.ceil(Math.max(width - x, 0) / stepX), Math.ceil(Math.max(height - y, 0) / stepY)),
  );
  return passes.reduce((sum, bytes) => sum + bytes, 0);
}
