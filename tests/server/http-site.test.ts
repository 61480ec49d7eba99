import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGE_POLICY } from '../../apps/editor/build/content-security-policy.ts';
import { latentgraph, temporaryFolder } from '../cli/cli.ts';
import { hostileNames } from './support/hostile-names.ts';
import { send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer, TOKEN } from './support/test-server.ts';

const headers = { Authorization: `Bearer ${TOKEN}` };

/** Directives and their values, without those that a server knows better than the page, and those that need a header. */
function policyOf(text: string): Record<string, string> {
  const directives = text.split('; ').map((directive) => directive.split(/ (.*)/, 2) as [string, string]);
  const { 'connect-src': _, 'frame-ancestors': __, ...others } = Object.fromEntries(directives);
  return others;
}

/** A built site, small; beside it lies a file that nobody may see. */
function builtSite(): string {
  const folder = join(temporaryFolder(), 'site');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'models', 'tiny'), { recursive: true });
  writeFileSync(join(folder, '..', 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html>\n<html><head></head></html>\n');
  writeFileSync(join(folder, 'assets', 'index-Bx3_9aZk.js'), 'export {};');
  writeFileSync(join(folder, 'models', 'tiny', 'model.onnx'), 'abcdef');
  return folder;
}

function startWithSite(site = builtSite()) {
  return startTestServer({ runtime: createScriptedRuntime(() => {}), site });
}

it('serves the page with a mark, by which the editor knows the server', async () => {
  const { url } = await startWithSite();
  const page = await send(url, { path: '/', headers });
  expect(page).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-cache' },
  });
  expect(page.body.toString()).toMatch(
    /^<!doctype html>\n<html><head>\n {4}<meta name="latentgraph-server" content="[\d.]+" \/><\/head><\/html>\n$/,
  );
});

it('lets browsers keep for good what has a hash in its name, and ask anew for all else', async () => {
  const { url } = await startWithSite();
  const script = await send(url, { path: '/assets/index-Bx3_9aZk.js', headers });
  expect(script).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
  const model = await send(url, { path: '/models/tiny/model.onnx', headers });
  expect(model).toMatchObject({ status: 200, headers: { 'cache-control': 'private, no-cache' } });
  const etag = model.headers.etag as string;
  const again = { path: '/models/tiny/model.onnx', headers: { ...headers, 'If-None-Match': etag } };
  expect((await send(url, again)).status).toBe(304);
});

it('goes on with a model where a download was cut off', async () => {
  const { url } = await startWithSite();
  const path = '/models/tiny/model.onnx';
  const etag = (await send(url, { path, headers })).headers.etag as string;
  const rest = { path, headers: { ...headers, Range: 'bytes=4-', 'If-Range': etag } };
  const answer = await send(url, rest);
  expect([answer.status, answer.body.toString()]).toEqual([206, 'ef']);
});

it('serves nothing that is not of the site', async () => {
  const { url } = await startWithSite();
  const names = [...hostileNames(), '../secret.txt', '..%2fsecret.txt', 'assets', 'assets/', 'index.html/'];
  for (const name of names) {
    const path = `/${encodeURI(name)}`.replaceAll('#', '%23');
    const { status, body } = await send(url, { path, headers });
    if (status === 200) expect(body.toString(), name).toMatch(/latentgraph-server|<html>/);
    expect(body.toString(), name).not.toContain('secret');
  }
});

it('says where the editor is to be had when it is not there', async () => {
  const { url } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const asPerson = { ...headers, 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' };
  const { status, body } = await send(url, { path: '/', headers: asPerson });
  expect(status).toBe(404);
  expect(body.toString()).toContain('npm start');
  const wrong = await latentgraph(['serve', '--port', '0', '--site', join(temporaryFolder(), 'nowhere')]);
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("Cannot read the editor's site") });
});

it('allows the page what the page allows itself on hosts that send no policy', async () => {
  const { url } = await startWithSite();
  const { 'content-security-policy': sent } = (await send(url, { path: '/', headers })).headers;
  expect(policyOf(sent as string)).toEqual(policyOf(PAGE_POLICY));
  expect(Object.keys(policyOf(PAGE_POLICY))).toContain('script-src');
});
