import { createConnection, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { send } from './support/raw-request.ts';
import { startTestServer, type TestServer, TOKEN } from './support/test-server.ts';

const headers = { Authorization: `Bearer ${TOKEN}` };
const MEBIBYTE = 2 ** 20;

it('sends a part of an asset to whoever asks for one', async () => {
  const { client, url } = await startTestServer();
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
  const hash = await client.assets.put(bytes, 'application/octet-stream');
  const get = (more: Record<string, string>) =>
    send(url, { path: `/api/assets/${hash}`, headers: { ...headers, ...more } });

  expect(await get({})).toMatchObject({
    status: 200,
    headers: { 'content-length': '1000', 'accept-ranges': 'bytes', etag: `"${hash}"` },
    body: bytes,
  });
  expect(await get({ Range: 'bytes=990-' })).toMatchObject({
    status: 206,
    headers: { 'content-range': 'bytes 990-999/1000', 'content-disposition': 'attachment' },
    body: bytes.subarray(990),
  });
  expect(await get({ Range: 'bytes=0-9', 'If-Range': `"${hash}"` })).toMatchObject({ status: 206 });
  expect(await get({ Range: 'bytes=0-9', 'If-Range': '"another"' })).toMatchObject({ status: 200 });
  expect(await get({ Range: 'bytes=2000-' })).toMatchObject({ status: 416 });
  expect(await get({ 'If-None-Match': `"${hash}"` })).toMatchObject({ status: 304 });
});

it('holds no more of an asset than the client takes', async () => {
  const started = await startTestServer();
  const hash = await started.client.assets.put(Buffer.alloc(24 * MEBIBYTE, 7), 'application/octet-stream');
  const before = process.memoryUsage();
  await Promise.all(Array.from({ length: 16 }, () => askWithoutReading(started, `/api/assets/${hash}`)));
  const after = process.memoryUsage();
  expect((after.arrayBuffers - before.arrayBuffers) / MEBIBYTE).toBeLessThan(100);
});

/** Resolves when the answer has begun; nothing more of it is read. */
function askWithoutReading({ url, server }: TestServer, path: string): Promise<void> {
  const { host } = new URL(url);
  const socket: Socket = createConnection({ host: '127.0.0.1', port: server.port });
  onTestFinished(() => void socket.destroy());
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${headers.Authorization}\r\n\r\n`);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', () => {
      socket.pause();
      resolve();
    });
  });
}
