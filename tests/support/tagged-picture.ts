import { crc32, deflateSync } from 'node:zlib';

/** A PNG with an ICC profile beside its pixels, which stay as they are. */
export function tagPng(png: Buffer, profile: Buffer): Buffer {
  return withChunk(png, 'iCCP', Buffer.concat([Buffer.from('test\0\0', 'latin1'), deflateSync(profile)]));
}

/** A PNG with one more chunk after its header. */
export function withChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const afterHeader = 33;
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([
    ...[png.subarray(0, afterHeader), uint32(data.length), content, uint32(crc32(content))],
    png.subarray(afterHeader),
  ]);
}

/** A JPEG with an ICC profile beside its pixels, in one segment. */
export function tagJpeg(jpeg: Buffer, profile: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]);
  const marker = Buffer.of(0xff, 0xe2, (data.length + 2) >> 8, (data.length + 2) & 0xff);
  return Buffer.concat([jpeg.subarray(0, 2), marker, data, jpeg.subarray(2)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
