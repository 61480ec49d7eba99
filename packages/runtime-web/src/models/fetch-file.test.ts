import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cancelled } from '@latentgraph/graph-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryVault } from '../vault/memory-vault.ts';
import type { Vault } from '../vault/vault.ts';
import { fetchFile, wholeFile } from './fetch-file.ts';
import type { FileRequest } from './file-request.ts';

const CONTENT = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) % 251);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers each request in its own way, the last for all that follow. */
async function serve(...answers: readonly Answer[]) {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    answers[Math.min(ranges.length, answers.length - 1)]!(request, response);
    ranges.push(request.headers.range);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`, ranges };
}

/** All that was asked for, as the file of a tag. */
function whole(content = CONTENT, tag = '"a"'): Answer {
  return ({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
    const partial = from > 0 && headers['if-range'] === tag;
    response.setHeader('ETag', tag);
    if (partial) response.setHeader('Content-Range', `bytes ${from}-${content.length - 1}/${content.length}`);
    response.writeHead(partial ? 206 : 200).end(partial ? content.subarray(from) : content);
  };
}

/** Half of it, then the connection breaks, or says no more. */
function half(how: 'break' | 'stall', tag = '"a"', sizeBytes = CONTENT.length / 2): Answer {
  return (_, response) => {
    response.writeHead(200, { ETag: tag, 'Content-Length': CONTENT.length });
    response.write(CONTENT.subarray(0, sizeBytes), () => {
      if (how === 'break') setTimeout(() => response.destroy(), 20);
    });
  };
}

const status =
  (code: number): Answer =>
  (_, response) =>
    void response.writeHead(code).end();

function requestFor(url: string, change: Partial<FileRequest> = {}): FileRequest {
  return {
    ...{ url, path: 'models/m/unet/model.onnx', label: "unet/model.onnx of model 'm'" },
    ...{ sizeBytes: CONTENT.length, sha256: SHA256, signal: { aborted: false }, onProgress() {} },
    ...change,
  };
}

describe('fetching a file', () => {
  it('keeps it, tells how far it is, and asks for it once', async () => {
    const { url, ranges } = await serve(whole());
    const vault = createMemoryVault();
    const told: number[] = [];
    const request = requestFor(url, { onProgress: (bytes) => void told.push(bytes) });
    expect(await fetchFile(vault, request)).toBe(SHA256);
    expect(await fetchFile(vault, request)).toBe(SHA256);
    expect(ranges).toEqual([undefined]);
    expect(await vault.read(request.path)).toEqual(CONTENT);
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('goes on with the part that it has', async () => {
    const { url, ranges } = await serve(half('break'), whole());
    expect(await fetchFile(createMemoryVault(), requestFor(url))).toBe(SHA256);
    expect(ranges).toEqual([undefined, `bytes=${CONTENT.length / 2}-`]);
  });

  it('starts over when the server has another file, or gives no range', async () => {
    for (const next of [whole(CONTENT, '"b"'), ((_, response) => response.end(CONTENT)) as Answer]) {
      const { url, ranges } = await serve(half('break'), next);
      expect(await fetchFile(createMemoryVault(), requestFor(url))).toBe(SHA256);
      expect(ranges).toHaveLength(2);
    }
  });

  it('asks for all of it where nothing says that the file is the same', async () => {
    const { url, ranges } = await serve(half('break', 'W/"weak"'), whole());
    expect(await fetchFile(createMemoryVault(), requestFor(url))).toBe(SHA256);
    expect(ranges).toEqual([undefined, undefined]);
  });

  it('tries again when a server is away for a moment', async () => {
    const { url } = await serve(status(503), status(416), status(429), whole());
    expect(await fetchFile(createMemoryVault(), requestFor(url))).toBe(SHA256);
  });

  it('gives up when no attempt comes further than those before', { timeout: 15_000 }, async () => {
    const [more, less] = [half('break', 'W/"weak"', 90_000), half('break', 'W/"weak"', 60_000)];
    const { url, ranges } = await serve(more, less, more, less, more, less, more, whole());
    await expect(fetchFile(createMemoryVault(), requestFor(url))).rejects.toMatchObject({
      problem: { code: 'model-download-interrupted' },
    });
    expect(ranges).toHaveLength(4);
  });

  it.each([
    ['a sha256', { sha256: '0'.repeat(64) }, 'sha256'],
    ['a size', { sizeBytes: CONTENT.length - 1 }, 'bytes'],
  ])('refuses what has another %s, and keeps nothing of it', async (_, expected, says) => {
    const { url } = await serve(whole());
    const vault = createMemoryVault();
    await expect(fetchFile(vault, requestFor(url, expected))).rejects.toMatchObject({
      problem: { code: 'model-file-corrupt', message: expect.stringContaining(says) },
    });
    expect(await vault.list('models')).toEqual([]);
  });

  it('says that a file is not there, and that a connection does not hold', async () => {
    const missing = await serve(status(404));
    await expect(fetchFile(createMemoryVault(), requestFor(missing.url))).rejects.toMatchObject({
      problem: { code: 'model-download-refused', message: expect.stringContaining('404') },
    });
    const away = await serve(status(500));
    await expect(fetchFile(createMemoryVault(), requestFor(away.url))).rejects.toMatchObject({
      problem: { code: 'model-download-interrupted', message: expect.stringContaining('500') },
    });
    expect(away.ranges).toHaveLength(4);
  });

  it('stops when it is cancelled, also while the server is silent, and keeps what it has', async () => {
    const { url } = await serve(half('stall'), whole());
    const vault = createMemoryVault();
    const signal = { aborted: false };
    const fetching = fetchFile(vault, requestFor(url, { signal }));
    setTimeout(() => {
      signal.aborted = true;
    }, 200);
    await expect(fetching).rejects.toBeInstanceOf(Cancelled);
    expect(await vault.sizeOf('models/m/unet/model.onnx')).toBe(CONTENT.length / 2);
    expect(await wholeFile(vault, 'models/m/unet/model.onnx', CONTENT.length)).toBeUndefined();
  });

  it.each(['write', 'append', 'add', 'close'])('says that there is no room, to %s', async (at) => {
    const { url } = await serve(whole());
    const full = async () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    const memory = createMemoryVault();
    const vault: Vault = {
      ...memory,
      ...(at === 'write' ? { write: full } : {}),
      async append(path, from) {
        const appender = at === 'append' ? await full() : await memory.append(path, from);
        return {
          ...appender,
          ...(at === 'add' ? { add: full } : {}),
          ...(at === 'close' ? { close: full } : {}),
        };
      },
    };
    await expect(fetchFile(vault, requestFor(url))).rejects.toMatchObject({
      problem: { code: 'storage-full', message: expect.stringContaining('unet/model.onnx') },
    });
  });
});
