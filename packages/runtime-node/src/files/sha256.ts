import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Of a file of any size, in pieces; `onRead` hears the bytes of each. */
export async function sha256OfFile(path: string, onRead?: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: 1 << 20 });
  if (onRead) stream.on('data', (chunk) => onRead(chunk.length));
  await pipeline(stream, hash);
  return hash.digest('hex');
}
