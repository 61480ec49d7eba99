import { get, type IncomingMessage } from 'node:http';
import { createConnection } from 'node:net';
import { createHttpRuntime } from '@latentgraph/client';
import type { RunEvent, RunEventBody } from '@latentgraph/graph-core';
import type { JobService } from '@latentgraph/runtime-node';
import { expect, it } from 'vitest';
import { buildWorkflow } from '../support/workflow-builder.ts';
import { startBreakableProxy } from './support/breakable-proxy.ts';
import { createMemoryJobs } from './support/memory-jobs.ts';
import { send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer, TOKEN } from './support/test-server.ts';

const headers = { Authorization: `Bearer ${TOKEN}` };
const EMPTY = buildWorkflow({}, []);

function step(number: number): RunEventBody {
  return { type: 'stepFinished', zone: 'denoise', step: number, count: 100_000, elapsedMs: 1 };
}

function open(url: string, path: string, more: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { headers: { ...headers, ...more }, agent: false }, resolve).on('error', reject);
  });
}

/** The ids of events as they come, previews as 0. */
async function idsOf(stream: IncomingMessage): Promise<number[]> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  const events = text.split('\n\n').filter((event) => event.includes('data: '));
  return events.map((event) => Number(/^id: (\d+)$/m.exec(event)?.[1] ?? 0));
}

it('goes on behind the last event that a client saw, by header or by query', async () => {
  const runtime = createScriptedRuntime((tell) => {
    for (let number = 1; number <= 5; number += 1) tell(step(number));
    tell({ type: 'finished', elapsedMs: 1 });
  });
  const { client, url } = await startTestServer({ runtime });
  const path = `/api/runs/${await client.submit({ document: EMPTY })}/events`;
  const stream = await open(url, path);
  expect(stream.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
  });
  expect(await idsOf(stream)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await idsOf(await open(url, path, { 'Last-Event-ID': '5' }))).toEqual([6, 7]);
  expect(await idsOf(await open(url, `${path}?after=6`))).toEqual([7]);
  expect(await idsOf(await open(url, `${path}?after=1`, { 'Last-Event-ID': '6' }))).toEqual([7]);
  // To browsers, which come back by themselves: there is no more.
  expect((await send(url, { path, headers: { ...headers, 'Last-Event-ID': '7' } })).status).toBe(204);
  expect((await send(url, { path: `${path}?after=-1`, headers })).status).toBe(400);
});

it('sends previews without an id, and signs of life while nothing happens', async () => {
  let tell: (event: RunEventBody) => void = () => {};
  const runtime = createScriptedRuntime((told) => {
    tell = told;
  });
  const { client, url } = await startTestServer({ runtime, limits: { heartbeatMs: 20 } });
  const stream = await open(url, `/api/runs/${await client.submit({ document: EMPTY })}/events`);
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  await expect.poll(() => text).toContain(': \n\n: \n\n');
  tell({ type: 'preview', node: 'a', asset: 'x', mediaType: 'image/webp', widthPx: 1, heightPx: 1 });
  tell({ type: 'finished', elapsedMs: 1 });
  await expect.poll(() => stream.complete).toBe(true);
  const events = text.split('\n\n').filter((event) => event.includes('data: '));
  expect(events.map((event) => event.split('\n')[0])).toEqual([
    'id: 1',
    expect.stringMatching(/^data: .*"preview"/),
    'id: 2',
  ]);
});

it('follows a run over broken connections without a gap', async () => {
  const runtime = createScriptedRuntime((tell) => {
    let number = 0;
    const timer = setInterval(() => {
      number += 1;
      tell(number <= 60 ? step(number) : { type: 'finished', elapsedMs: 1 });
      if (number > 60) clearInterval(timer);
    }, 10);
  });
  const proxy = await startBreakableProxy();
  const { client, server } = await startTestServer({ runtime, allowedHosts: [proxy.host] });
  proxy.target = server.port;
  const run = await client.submit({ document: EMPTY });
  const seen: number[] = [];
  let broken = 0;
  for await (const { seq } of createHttpRuntime({ url: `http://${proxy.host}`, token: TOKEN }).events(run)) {
    seen.push(seq);
    if (seq % 20 === 0) broken += proxy.breakAll();
  }
  expect(seen).toEqual(Array.from({ length: 62 }, (_, index) => index + 1));
  expect(broken).toBe(3);
});

it('drops a client that never reads, and lets go of its source', async () => {
  const { jobs, taken } = withEndlessEvents(createMemoryJobs(createScriptedRuntime(() => {})));
  const { client, url, server } = await startTestServer({ jobs, limits: { stallMs: 300 } });
  const run = await client.submit({ document: EMPTY });
  const socket = createConnection({ host: '127.0.0.1', port: server.port });
  socket.on('error', () => undefined).pause();
  socket.write(
    `GET /api/runs/${run}/events HTTP/1.1\r\nHost: ${new URL(url).host}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`,
  );
  await expect.poll(async () => (await client.metrics()).eventStreams).toBe(1);
  await expect.poll(async () => (await client.metrics()).eventStreams, { timeout: 5000 }).toBe(0);
  expect(taken.returned).toBe(1);
  // What fits into the buffers of both sockets, far from everything there is.
  expect(taken.bytes).toBeLessThan(24 * 2 ** 20);
  socket.destroy();
});

/** Runs that have more to tell than anyone takes, a kilobyte each. */
function withEndlessEvents(jobs: JobService) {
  const taken = { bytes: 0, returned: 0 };
  const problem = { code: 'x', severity: 'warning', message: 'x'.repeat(1000), remedy: '' } as const;
  const events = (run: string): AsyncIterable<RunEvent> => ({
    [Symbol.asyncIterator]: () => {
      let seq = 0;
      return {
        async next() {
          seq += 1;
          taken.bytes += 1000;
          return { done: false, value: { run, seq, type: 'warning', problem } };
        },
        async return() {
          taken.returned += 1;
          return { done: true, value: undefined };
        },
      };
    },
  });
  return { jobs: { ...jobs, events }, taken };
}

it('serves so many streams and no more', async () => {
  const runtime = createScriptedRuntime(() => {});
  const { client, url } = await startTestServer({ runtime, limits: { eventStreams: 2 } });
  const path = `/api/runs/${await client.submit({ document: EMPTY })}/events`;
  const streams = [await open(url, path), await open(url, path)];
  expect(streams.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await send(url, { path, headers })).status).toBe(429);
  for (const stream of streams) stream.destroy();
  await expect.poll(async () => (await client.metrics()).eventStreams).toBe(0);
  expect((await open(url, path)).statusCode).toBe(200);
});

it('listens to nothing for a stream that it refuses, also of a run that has ended', async () => {
  let isOver = false;
  const runtime = createScriptedRuntime((tell) => {
    if (isOver) tell({ type: 'finished', elapsedMs: 1 });
  });
  const memory = createMemoryJobs(runtime);
  const listened: string[] = [];
  const jobs: JobService = {
    ...memory,
    events(run, afterSeq) {
      listened.push(run);
      return memory.events(run, afterSeq);
    },
  };
  const { client, url } = await startTestServer({ jobs, limits: { eventStreams: 1 } });
  const running = await client.submit({ document: EMPTY });
  isOver = true;
  const ended = await client.submit({ document: EMPTY });
  await expect.poll(async () => (await client.run(ended)).endedAt).not.toBeNull();
  const stream = await open(url, `/api/runs/${running}/events`);
  const refused = await Promise.all(
    [running, ended].map((run) => send(url, { path: `/api/runs/${run}/events`, headers })),
  );
  expect(refused.map(({ status }) => status)).toEqual([429, 429]);
  expect(listened).toEqual([running]);
  stream.destroy();
});

it('ends its streams when the server closes, whatever runs go on to tell', async () => {
  let tell: (event: RunEventBody) => void = () => {};
  const runtime = createScriptedRuntime((told) => {
    tell = told;
  });
  const jobs = { ...createMemoryJobs(runtime), close: async () => undefined };
  const { client, url, server } = await startTestServer({ jobs });
  const stream = await open(url, `/api/runs/${await client.submit({ document: EMPTY })}/events`);
  await server.close(0);
  tell({ type: 'finished', elapsedMs: 1 });
  expect(await idsOf(stream)).toEqual([1]);
});
