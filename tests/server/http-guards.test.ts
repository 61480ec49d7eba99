import { routes as contract, createHttpRuntime } from '@latentgraph/client';
import type { RunRequest } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { startBreakableProxy } from './support/breakable-proxy.ts';
import { type RawRequest, send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer, type TestServer, TOKEN } from './support/test-server.ts';

/** What a route's path may hold. A route with another param has to be added here to be covered. */
const SAMPLES: Readonly<Record<string, string>> = { run: 'run-1', hash: 'ab'.repeat(32), name: 'micro' };

const PAGES = ['GET /sign-in'];

/** Served without a route of its own each. */
const SITE = ['/', '/assets/index-abcdefgh.js'].map((path) => ({ method: 'GET', path }));

const AUTHORIZED = { Authorization: `Bearer ${TOKEN}` };

const EMPTY_RUN: RunRequest = {
  document: { format: 'latentgraph', version: 1, graphs: { main: { nodes: {}, edges: [] } } },
};

interface Refusal {
  readonly name: string;
  readonly status: number;
  headers(url: string): Readonly<Record<string, string>>;
}

const refusals: readonly Refusal[] = [
  {
    name: 'a name that is not the server’s',
    status: 403,
    headers: () => ({ ...AUTHORIZED, Host: 'evil.example' }),
  },
  {
    name: 'the right name with another port',
    status: 403,
    headers: () => ({ ...AUTHORIZED, Host: '127.0.0.1:1' }),
  },
  {
    name: 'a foreign origin',
    status: 403,
    headers: () => ({ ...AUTHORIZED, Origin: 'http://evil.example' }),
  },
  {
    name: 'another port of this machine',
    status: 403,
    headers: () => ({ ...AUTHORIZED, Origin: 'http://127.0.0.1:1' }),
  },
  { name: 'no origin that could be named', status: 403, headers: () => ({ ...AUTHORIZED, Origin: 'null' }) },
  {
    name: 'a page of another site',
    status: 403,
    headers: () => ({ ...AUTHORIZED, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }),
  },
  {
    name: 'a page of the same site',
    status: 403,
    headers: () => ({ ...AUTHORIZED, 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors' }),
  },
  { name: 'no token', status: 401, headers: () => ({}) },
  { name: 'a wrong token', status: 401, headers: () => ({ Authorization: `Bearer ${TOKEN}x` }) },
  {
    name: 'a wrong cookie',
    status: 401,
    headers: (url) => ({ Cookie: `latentgraph-${new URL(url).port}=99999999999999.forged` }),
  },
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'].map(
    (type): Refusal => ({
      name: type,
      status: 415,
      headers: () => ({ ...AUTHORIZED, 'Content-Type': type }),
    }),
  ),
];

function start(): Promise<TestServer> {
  const limits = { refusalsPerMinute: 10_000, changesPerMinute: 10_000 };
  return startTestServer({ runtime: createScriptedRuntime(() => {}), limits });
}

function requestFor({ method, path }: { readonly method: string; readonly path: string }): RawRequest {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const sample = SAMPLES[name];
    if (sample === undefined) throw new Error(`Add a sample for ':${name}' of ${path}.`);
    return sample;
  });
  return { method: method.toUpperCase(), path: filled };
}

it('has the routes of the table, those of the page, and no others', async () => {
  const { server } = await start();
  const listed = server.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const known = Object.values(contract).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(listed.sort()).toEqual([...known, ...PAGES].sort());
});

it('refuses every route what it refuses one', async () => {
  const { server, url } = await start();
  expect(server.routes.length).toBeGreaterThan(15);
  const answers: Record<string, number> = {};
  const expected: Record<string, number> = {};
  for (const route of [...server.routes, ...SITE]) {
    for (const { name, status, headers } of refusals) {
      const request = requestFor(route);
      const { status: answered } = await send(url, { ...request, headers: headers(url) });
      answers[`${request.method} ${route.path}: ${name}`] = answered;
      expected[`${request.method} ${route.path}: ${name}`] = status;
    }
  }
  expect(answers).toEqual(expected);
});

it('lets every route through to whoever has the token', async () => {
  const { server, url, client } = await start();
  await client.submit(EMPTY_RUN);
  const blocked = [401, 403];
  for (const route of server.routes.filter(({ path }) => path !== '/sign-in' && !path.endsWith('/events'))) {
    const { status } = await send(url, { ...requestFor(route), headers: AUTHORIZED });
    expect(blocked, `${route.method} ${route.path}`).not.toContain(status);
    expect(status, `${route.method} ${route.path}`).toBeLessThan(500);
  }
});

it('says on every answer, refusals too, what browsers must not do with it', async () => {
  const { url } = await start();
  for (const headers of [AUTHORIZED, {}]) {
    const answer = await send(url, { path: '/', headers });
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' blob:;/,
      ),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers['x-powered-by']).toBeUndefined();
  }
});

it('answers to other names when told so, behind a proxy', async () => {
  const { url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    allowedHosts: ['GPU.example:443', 'lab.example:8443'],
  });
  const status = async (Host: string, Origin: string) =>
    (await send(url, { path: '/api/health', headers: { ...AUTHORIZED, Host, Origin } })).status;
  expect(await status('gpu.example', 'https://gpu.example')).toBe(200);
  expect(await status('GPU.Example:443', 'https://gpu.example')).toBe(200);
  expect(await status('lab.example:8443', 'https://lab.example:8443')).toBe(200);
  expect(await status('lab.example', 'https://lab.example')).toBe(403);
  expect(await status('gpu.example', 'https://gpu.example:8443')).toBe(403);
});

it('tells a client that comes by a wrong name so, whatever it sends', async () => {
  const { server } = await start();
  const proxy = await startBreakableProxy();
  proxy.target = server.port;
  const client = createHttpRuntime({ url: `http://${proxy.host}`, token: TOKEN });
  const refused = { status: 403, problem: { code: 'host-refused' } };
  await expect(client.health()).rejects.toMatchObject(refused);
  await expect(client.submit(EMPTY_RUN)).rejects.toMatchObject(refused);
  await expect(client.cancel('run-1')).rejects.toMatchObject(refused);
});

it('lets pages of origins that were named ask, with the token, and no others', async () => {
  const { url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    allowedOrigins: ['https://editor.example'],
  });
  const page = { Origin: 'https://editor.example', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };
  const preflight = await send(url, { method: 'OPTIONS', path: '/api/runs', headers: page });
  expect(preflight).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': 'https://editor.example',
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, Last-Event-ID',
    },
  });
  const answer = await send(url, { path: '/api/health', headers: { ...page, ...AUTHORIZED } });
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'access-control-allow-origin': 'https://editor.example', vary: 'Origin' },
  });
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  expect((await send(url, { path: '/api/health', headers: page })).status).toBe(401);

  const other = { ...AUTHORIZED, ...page, Origin: 'https://evil.example' };
  for (const method of ['GET', 'OPTIONS']) {
    const refused = await send(url, { method, path: '/api/health', headers: other });
    expect(refused.status).toBe(403);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  }
});

it('slows down whoever tries tokens, and those who do too much', async () => {
  const { url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    limits: { refusalsPerMinute: 5, changesPerMinute: 3 },
  });
  const change = () =>
    send(url, { method: 'POST', path: '/api/runs/run-1/cancel', headers: AUTHORIZED }).then(
      (it) => it.status,
    );
  expect([await change(), await change(), await change(), await change()]).toEqual([404, 404, 404, 429]);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    statuses.push((await send(url, { path: '/api/health', headers: { Authorization: 'Bearer x' } })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect((await send(url, { path: '/sign-in?ticket=x' })).status).toBe(429);
  expect((await send(url, { path: '/api/health', headers: AUTHORIZED })).status).toBe(200);
});

it('wants a token where others can reach it', async () => {
  const open = startTestServer({ runtime: createScriptedRuntime(() => {}), token: null, host: '0.0.0.0' });
  await expect(open).rejects.toMatchObject({ problem: { code: 'token-required' } });
  const { url } = await startTestServer({ runtime: createScriptedRuntime(() => {}), token: null });
  expect((await send(url, { path: '/api/health' })).status).toBe(200);
});
