/** The chunks that a PNG file is made of. PNG specification, third edition, 5.3. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum around a chunk's data. */
const CHUNK_FRAME_BYTES = 12;

export interface Chunk {
  /** `iTXt` and so on. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** The chunks of a PNG up to IEND, or up to where the file stops making sense. */
export function chunksOf(png: Uint8Array): { readonly chunks: readonly Chunk[]; readonly complete: boolean } {
  const chunks: Chunk[] = [];
  let start = SIGNATURE.length;
  while (start + CHUNK_FRAME_BYTES <= png.length) {
    const length = readUint32(png, start);
    const end = start + CHUNK_FRAME_BYTES + length;
    if (end > png.length) break;
    const type = String.fromCharCode(...png.subarray(start + 4, start + 8));
    chunks.push({ type, start, end, data: png.subarray(start + 8, start + 8 + length) });
    if (type === 'IEND') return { chunks, complete: true };
    start = end;
  }
  return { chunks, complete: false };
}

/** Of the most significant byte first. */
export function readUint32(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset);
}
