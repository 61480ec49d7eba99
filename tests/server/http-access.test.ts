import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createLog, ensureToken, homeAt, readToken } from '@latentgraph/runtime-node';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../cli/cli.ts';
import { send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer } from './support/test-server.ts';

const navigation = {
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
};

it('signs one browser in by the printed address, and the next one by the next', async () => {
  const printed: string[] = [];
  const { server, url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    onSignIn: (next) => printed.push(next),
  });
  const path = server.signInUrl.slice(url.length);
  const first = await send(url, { path });
  const [cookie] = first.headers['set-cookie'] as string[];
  expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
  expect(cookie).toMatch(
    /^latentgraph-\d+=\d+\.[\w-]{43}; Max-Age=2592000; Path=\/; .*HttpOnly; SameSite=Strict$/,
  );

  expect((await send(url, { path })).status).toBe(401);
  expect(printed).toEqual([server.signInUrl]);
  expect((await send(url, { path: server.signInUrl.slice(url.length) })).status).toBe(303);

  const pair = cookie!.split(';')[0]!;
  expect((await send(url, { path: '/api/health', headers: { Cookie: `a=b; ${pair}` } })).status).toBe(200);
  const [name, value] = pair.split('=') as [string, string];
  const [expires, signature] = value.split('.') as [string, string];
  const longer = `${name}=${Number(expires) + 1}.${signature}`;
  expect((await send(url, { path: '/api/health', headers: { Cookie: longer } })).status).toBe(401);
});

it('lets people come from anywhere to its pages alone, and explains in words', async () => {
  const { url } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const page = await send(url, { path: '/', headers: navigation });
  expect(page.status).toBe(401);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.body.toString()).toContain('<h2>The server does not know who asks.</h2>');
  const hostile = await send(url, { path: '/sign-in?ticket=<script>', headers: navigation });
  expect(hostile.body.toString()).not.toContain('<script');
  expect((await send(url, { path: '/api/runs', headers: navigation })).status).toBe(403);
});

it('keeps one token a home, for its owner’s eyes', async () => {
  const home = homeAt(join(temporaryFolder(), 'home'));
  expect(await readToken(home)).toBeUndefined();
  const token = await ensureToken(home);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect([await ensureToken(home), await readToken(home)]).toEqual([token, token]);
  expect(statSync(join(home.directory, 'server-token')).mode & 0o777).toBe(0o600);
});

it('lets a browser that is signed in open a used address again', async () => {
  const { server, url } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const path = server.signInUrl.slice(url.length);
  const first = await send(url, { path, headers: navigation });
  const cookie = String(first.headers['set-cookie']).split(';')[0]!;
  const again = await send(url, { path, headers: { ...navigation, Cookie: cookie } });
  expect([again.status, again.headers.location]).toEqual([303, '/']);
  expect((await send(url, { path, headers: navigation })).status).toBe(401);
});

it('logs no tickets', async () => {
  const { server, url, log } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const ticket = /ticket=(.+)/.exec(server.signInUrl)![1]!;
  await send(url, { path: server.signInUrl.slice(url.length) });
  await expect.poll(() => log.length).toBe(1);
  expect(JSON.parse(log[0]!)).toMatchObject({ method: 'GET', path: '/sign-in', status: 303, msg: 'request' });
  expect(log[0]).not.toContain(ticket);
});

it('logs names with control characters as names, on one line', () => {
  const lines: string[] = [];
  const name = 'a\nb\r\u001b[31m\u007f\u009b1m\u202e\u2028';
  createLog('info', (line) => lines.push(line)).info({ name }, `run ${name}`);
  const [line] = lines as [string];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
  expect(line).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e]+\n$/);
  expect(JSON.parse(line)).toMatchObject({ name, msg: `run ${name}` });
});
