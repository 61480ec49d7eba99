import { readFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { textToImage } from './support/example.ts';
import { send } from './support/raw-request.ts';
import { type Serving, serve } from './support/serve.ts';
import { sha256 } from './support/sha256.ts';

const MEBIBYTE = 2 ** 20;

/** How far the server's memory rises while something is done to it, in MB; and what the report says of it. */
async function growth(serving: Serving, what: string, work: () => Promise<unknown>): Promise<number> {
  const resident = async () => (await serving.client.metrics()).memory.residentBytes;
  const before = await resident();
  let peak = before;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await resident().catch(() => 0));
  }, 50);
  const startedMs = performance.now();
  await work();
  const seconds = (performance.now() - startedMs) / 1000;
  clearInterval(watch);
  const megabytes = (Math.max(peak, await resident()) - before) / MEBIBYTE;
  process.stdout.write(`${what}: + ${megabytes.toFixed(0)} MB, ${seconds.toFixed(1)} s\n`);
  return megabytes;
}

const authorized = ({ token }: Serving) => ({ Authorization: `Bearer ${token}` });

it('takes bodies of 63 MB full of brackets without parsing them', async () => {
  const serving = await serve();
  const headers = { ...authorized(serving), 'Content-Type': 'application/json' };
  for (const piece of ['[],', '{},', '[', '{"a":', '0,', '"\\\\",']) {
    const body = Buffer.concat([Buffer.from('{"document":['), Buffer.alloc(63e6, piece)]);
    const megabytes = await growth(serving, `63 MB of ${piece}`, async () => {
      const answer = await send(serving.url, { method: 'POST', path: '/api/runs', headers, body });
      expect(answer.status).toBe(422);
    });
    // The bytes and their text, and what of the last ones was not collected yet.
    expect(megabytes).toBeLessThan(400);
  }
});

it('sends 60 MB to 60 clients that do not read, and holds next to nothing of it', async () => {
  const serving = await serve();
  const hash = await serving.client.assets.put(Buffer.alloc(60e6, 7), 'application/octet-stream');
  const megabytes = await growth(serving, '60 clients × 60 MB', () =>
    Promise.all(Array.from({ length: 60 }, () => readNothing(serving, `/api/assets/${hash}`))),
  );
  expect(megabytes).toBeLessThan(400);
});

it('lets go of 3,000 event streams that it refuses', async () => {
  const serving = await serve();
  const run = await serving.client.submit(textToImage(2));
  await expect.poll(async () => (await serving.client.run(run)).endedAt, { timeout: 60_000 }).not.toBeNull();
  const waiting = await serving.client.submit(textToImage(1000));
  const path = (id: string) => `/api/runs/${id}/events`;
  for (let index = 0; index < 512; index += 1) await readNothing(serving, path(waiting));
  const statuses = new Set<number>();
  const megabytes = await growth(serving, '3,000 refused streams', async () => {
    for (let index = 0; index < 3000; index += 1) {
      statuses.add((await send(serving.url, { path: path(run), headers: authorized(serving) })).status);
    }
  });
  expect([...statuses]).toEqual([429]);
  expect(megabytes).toBeLessThan(60);
});

it('answers its owner while strangers ask without end, and hold every connection', async () => {
  const serving = await serve();
  const until = performance.now() + 15_000;
  let refused = 0;
  const strangers = Array.from({ length: 8 }, async () => {
    while (performance.now() < until) {
      await send(serving.url, { path: '/api/health' });
      refused += 1;
    }
  });
  for (let index = 0; index < 2000; index += 1) await open(serving, 'GET / HTTP/1.1\r\nHost: ');
  let answered = 0;
  while (performance.now() < until) {
    await serving.client.describe();
    answered += 1;
  }
  await Promise.all(strangers);
  process.stdout.write(`${refused} refused, ${answered} answered\n`);
  expect(answered).toBeGreaterThan(10);
});

it.runIf(process.platform === 'linux')('keeps no request of 24 MB in its runner', async () => {
  const serving = await serve();
  const request = textToImage(1);
  const runJobs = async (first: number, count: number) => {
    for (let index = first; index < first + count; index += 1) {
      const bytes = Buffer.alloc(18e6, index);
      const assets = { [sha256(bytes)]: { mediaType: 'image/png', data: bytes.toString('base64') } };
      const run = await serving.client.submit({ ...request, document: { ...request.document, assets } });
      const record = () => serving.client.run(run);
      await expect.poll(async () => (await record()).endedAt, { timeout: 120_000 }).not.toBeNull();
      expect((await record()).state).toBe('finished');
    }
  };
  await runJobs(0, 10);
  const before = await runnerMegabytes(serving);
  await runJobs(10, 25);
  const megabytes = (await runnerMegabytes(serving)) - before;
  process.stdout.write(`25 jobs of 24 MB: runner + ${megabytes.toFixed(0)} MB\n`);
  // All of them would be 600 MB.
  expect(megabytes).toBeLessThan(300);
});

async function runnerMegabytes({ client }: Serving): Promise<number> {
  const [runner] = (await client.metrics()).runners;
  const status = await readFile(`/proc/${runner!.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
}

/** A connection that sends what it is given; it is closed after the test. */
function open({ url }: Serving, text: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.write(text, () => resolve(socket)));
}

/** Resolves when an answer has begun; no more of it is read. */
async function readNothing(serving: Serving, path: string): Promise<void> {
  const { host } = new URL(serving.url);
  const { Authorization } = authorized(serving);
  const socket = await open(
    serving,
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${Authorization}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => socket.once('data', () => resolve()));
  socket.pause();
}
