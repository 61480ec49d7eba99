import { join } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { createDiskAssetStore } from '@latentgraph/runtime-node';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { codeOf, type RawAnswer, send } from './support/raw-request.ts';
import { startTestServer, TOKEN } from './support/test-server.ts';

const MEBIBYTE = 2 ** 20;

/** A PNG whose data unfolds to `length` zeros, whatever its header says. 8-bit RGB. */
function bomb(width: number, height: number, length: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', zerosDeflated(length)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One piece, deflated once and repeated: making the bomb is to cost less than what it does. */
function zerosDeflated(length: number): Buffer {
  const piece = 16 * MEBIBYTE;
  const deflated = deflateRawSync(Buffer.alloc(piece), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const pieces = Array.from({ length: Math.ceil(length / piece) }, () => deflated);
  // An empty last block; the checksum of zeros modulo 65521 (RFC 1950).
  const total = pieces.length * piece;
  const adler = Buffer.alloc(4);
  adler.writeUInt16BE(total % 65521, 0);
  adler.writeUInt16BE(1, 2);
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...pieces, Buffer.from([0x03, 0x00]), adler]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** What a request costs: work of the process, however busy the machine is, and how far the memory of the process rises above where it was. */
async function measure(work: () => Promise<RawAnswer>) {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 5);
  const workBefore = process.cpuUsage();
  const answer = await work();
  clearInterval(watch);
  return {
    answer,
    cpuMs: process.cpuUsage(workBefore).user / 1000,
    megabytes: (Math.max(peak, process.memoryUsage.rss()) - before) / MEBIBYTE,
  };
}

const headers = { Authorization: `Bearer ${TOKEN}` };

function upload(url: string, body: Uint8Array): Promise<RawAnswer> {
  const type = { 'Content-Type': 'application/octet-stream' };
  return send(url, { method: 'POST', path: '/api/assets', headers: { ...headers, ...type }, body });
}

const bombs = [
  {
    name: '16000 × 16000 in 1 MB',
    file: () => bomb(16_000, 16_000, 16_000 * 48_001),
    status: 413,
    code: 'image-too-large',
  },
  {
    name: '1 × 1 with 1 GB of data',
    file: () => bomb(1, 1, 1024 * MEBIBYTE),
    status: 422,
    code: 'image-unreadable',
  },
  {
    name: '7000 × 7000 with 1 GB of data',
    file: () => bomb(7000, 7000, 1024 * MEBIBYTE),
    status: 422,
    code: 'image-unreadable',
  },
];

it.each(bombs)(
  'refuses $name when it comes, and when it is to be shown small',
  async ({ file, status, code }) => {
    const { url, client, home } = await startTestServer();
    const bytes = file();
    expect(bytes.length).toBeLessThan(1.2 * MEBIBYTE);
    const hash = await createDiskAssetStore(join(home, 'assets')).put(bytes, 'image/png');
    const path = `/api/assets/${hash}/thumbnail`;
    for (const request of [() => upload(url, bytes), () => send(url, { path, headers })]) {
      const { answer, cpuMs, megabytes } = await measure(request);
      expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status, code });
      expect(cpuMs).toBeLessThan(2000);
      expect(megabytes).toBeLessThan(300);
    }
    expect((await client.metrics()).requests.failed).toBe(0);
  },
);

it('takes pictures of every kind of row', async () => {
  const { client } = await startTestServer();
  const picture = sharp({ create: { width: 37, height: 23, channels: 4, background: '#1234' } });
  const files = await Promise.all([
    picture.clone().png().toBuffer(),
    picture.clone().png({ progressive: true }).toBuffer(),
    picture.clone().png({ palette: true, colours: 2 }).toBuffer(),
    picture.clone().removeAlpha().toColourspace('b-w').png({ progressive: true }).toBuffer(),
    picture.clone().removeAlpha().toColourspace('rgb16').png().toBuffer(),
    picture.clone().removeAlpha().jpeg().toBuffer(),
    picture.clone().webp().toBuffer(),
  ]);
  for (const file of files) await client.assets.put(file, 'image/png');
});

it('refuses what is no picture though it begins like one, and what is too long', async () => {
  const { url } = await startTestServer({ limits: { uploadBytes: 1000 } });
  const torn = await upload(url, Buffer.from('\x89PNG\r\n\x1a\n and nothing more', 'latin1'));
  expect([torn.status, codeOf(torn)]).toEqual([422, 'image-unreadable']);
  const long = await upload(url, Buffer.alloc(1001));
  expect([long.status, codeOf(long)]).toEqual([413, 'body-too-large']);
});
