import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHttpRuntime, RequestError } from '@latentgraph/client';
import { parseWorkflow, type RunEvent, type WorkflowDocument } from '@latentgraph/graph-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { codeOf, send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer, type TestServer, TOKEN } from './support/test-server.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const QUICK = { 'checkpoint.model': 'micro', 'noise.width': 32, 'noise.height': 32, 'schedule.steps': 4 };

function textToImage(): WorkflowDocument {
  const parsed = parseWorkflow(readFileSync(fromRoot('examples/text-to-image.json'), 'utf8'));
  if (!parsed.ok) throw new Error('The example cannot be read.');
  return parsed.document;
}

async function startWithMicro(): Promise<TestServer> {
  const started = await startTestServer();
  cpSync(fromRoot('fixtures/models/micro'), join(started.home, 'models', 'micro'), { recursive: true });
  return started;
}

async function all(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const list: RunEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

it('runs a workflow and brings its picture, as a runtime in this process does', async () => {
  const { client } = await startWithMicro();
  const run = await client.submit({ document: textToImage(), overrides: QUICK, jobKey: 'one' });
  const events = await all(client.events(run));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)).toMatchObject({ type: 'finished', run });
  expect(await all(client.events(run, events.length - 2))).toEqual(events.slice(-2));
  expect(await all(client.events(run, events.length))).toEqual([]);

  const output = events.find((event) => event.type === 'output')!;
  const asset = (await client.assets.get(output.asset))!;
  expect(asset).toMatchObject({ hash: output.asset, mediaType: 'image/png' });
  expect(await sharp(asset.bytes).metadata()).toMatchObject({ format: 'png', width: 32, height: 32 });

  expect(await client.submit({ document: textToImage(), overrides: QUICK, jobKey: 'one' })).toBe(run);
  const record = await client.run(run);
  expect(record).toMatchObject({ id: run, state: 'finished', name: 'Text to image', position: null });
  expect(record.outputs).toMatchObject([{ asset: output.asset, widthPx: 32 }]);
  expect(await client.runs()).toEqual([{ run, state: 'finished', name: 'Text to image' }]);
  expect(await client.request(run)).toMatchObject({ document: textToImage(), overrides: QUICK });
  expect(await client.history({ search: 'Text to' })).toEqual({ runs: [record], next: null });
  expect(await client.history({ search: 'nowhere' })).toEqual({ runs: [], next: null });
  await client.remove(run);
  expect(await client.history()).toEqual({ runs: [], next: null });
});

it('cancels, and pages through what there was', async () => {
  const { client } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.unshift(await client.submit({ document: textToImage() }));
  await client.cancel(ids[1]!);
  expect(await all(client.events(ids[1]!))).toMatchObject([{ type: 'queued' }, { type: 'cancelled' }]);
  const first = await client.history({ limit: 2 });
  const second = await client.history({ limit: 2, after: first.next! });
  expect([...first.runs, ...second.runs].map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
  expect((await client.metrics()).runs).toEqual({
    queued: 2,
    running: 0,
    finished: 0,
    failed: 0,
    cancelled: 1,
  });
});

it('keeps assets by their hash, and tells their kind by their bytes', async () => {
  const { client, url } = await startTestServer();
  const picture = await sharp({ create: { width: 600, height: 300, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const hash = await client.assets.put(picture, 'text/html');
  expect([await client.assets.has(hash), await client.assets.has('0'.repeat(64))]).toEqual([true, false]);
  expect(await client.assets.get(hash)).toEqual({
    hash,
    mediaType: 'image/png',
    bytes: new Uint8Array(picture),
  });
  expect(await client.assets.get('../../etc/passwd')).toBeUndefined();

  const headers = { Authorization: `Bearer ${TOKEN}` };
  const small = await send(url, { path: `/api/assets/${hash}/thumbnail?size=128`, headers });
  expect(await sharp(small.body).metadata()).toMatchObject({ format: 'webp', width: 128, height: 64 });
  expect(small.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${hash}-128"`,
  });
  const again = { ...headers, 'If-None-Match': `"${hash}-128"` };
  expect((await send(url, { path: `/api/assets/${hash}/thumbnail?size=128`, headers: again })).status).toBe(
    304,
  );

  const page = await client.assets.put(Buffer.from('<script>alert(1)</script>'), 'text/html');
  expect(await send(url, { path: `/api/assets/${page}`, headers })).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
  expect((await send(url, { path: `/api/assets/${page}/thumbnail`, headers })).status).toBe(422);
});

it('lists, describes and removes models, but not the one that is a part of it', async () => {
  const { client, home } = await startWithMicro();
  const models = await client.models.list();
  expect(models.map(({ name, embedded }) => [name, embedded])).toEqual([
    ['tiny', true],
    ['micro', false],
  ]);
  const micro = models[1]!;
  expect(await client.models.diskUse()).toMatchObject({ usedBytes: micro.sizeBytes });
  const { files, ...summary } = await client.models.details('micro');
  expect(summary).toEqual(micro);
  expect(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(micro.sizeBytes);
  await client.models.remove('micro');
  expect(existsSync(join(home, 'models', 'micro'))).toBe(false);
  await expect(client.models.remove('micro')).rejects.toMatchObject({ status: 404 });
  await expect(client.models.remove('tiny')).rejects.toMatchObject({
    status: 409,
    problem: { code: 'model-embedded' },
  });
});

it('says what it is and how it is', async () => {
  const { client, url } = await startTestServer();
  expect(await client.describe()).toMatchObject({ name: 'latentgraph', device: { id: 'cpu' } });
  expect(await client.health()).toMatchObject({ status: 'ok' });
  const { body } = await send(url, {
    path: '/api/openapi.json',
    headers: { Authorization: `Bearer ${TOKEN}` },
  });
  const document = JSON.parse(body.toString());
  expect(document).toMatchObject({ openapi: '3.1.0', paths: { '/api/runs/{run}': { get: {}, delete: {} } } });
  expect(JSON.stringify(document)).not.toContain('readOnly');
});

it('refuses what it cannot read, with a problem that says so', async () => {
  const { url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    limits: { jsonBytes: 2000 },
  });
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    send(url, {
      method: 'POST',
      path: '/api/runs',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', ...headers },
      body,
    });
  const cases: readonly (readonly [
    body: string | Buffer,
    status: number,
    code: string,
    headers?: Record<string, string>,
  ])[] = [
    ['{', 400, 'body-not-json'],
    ['', 400, 'body-not-json'],
    ['[]', 422, 'request-invalid'],
    ['{"document":{"format":"latentgraph","version":1,"graphs":{}},"more":1}', 422, 'request-invalid'],
    ['{"document":{"format":"other","version":1}}', 422, 'unknown-format'],
    ['{"document":{"__proto__":{"format":"latentgraph"},"version":1}}', 422, 'forbidden-key'],
    [`{"document":${'['.repeat(500)}${']'.repeat(500)}}`, 422, 'nested-too-deep'],
    [Buffer.from('{"document":"H\xe4us"}', 'latin1'), 415, 'body-encoded'],
    [' '.repeat(3000), 413, 'body-too-large'],
    ['{}', 415, 'content-type-refused', { 'Content-Type': 'application/octet-stream' }],
    ['{}', 415, 'body-encoded', { 'Content-Encoding': 'gzip' }],
  ];
  const answers = [];
  for (const [body, , , headers] of cases) {
    const answer = await post(body, headers);
    answers.push([body, answer.status, codeOf(answer)]);
  }
  expect(answers).toEqual(cases.map(([body, status, code]) => [body, status, code]));
});

it('tells a client that nobody is there, or somebody else', async () => {
  const nobody = createHttpRuntime({ url: 'http://127.0.0.1:9', token: 'x' });
  await expect(nobody.describe()).rejects.toMatchObject({
    status: 0,
    problem: { code: 'server-unreachable' },
  });
  const { url } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const stranger = createHttpRuntime({ url, token: 'wrong' });
  await expect(stranger.describe()).rejects.toMatchObject({
    status: 401,
    problem: { code: 'token-missing' },
  });
  await expect(stranger.run('../x')).rejects.toThrow(RequestError);
});
