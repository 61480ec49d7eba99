import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HttpRuntime } from '@latentgraph/client';
import type { RunEvent } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { buildWorkflow } from '../support/workflow-builder.ts';
import { hostileNames } from './support/hostile-names.ts';
import { type RawAnswer, send } from './support/raw-request.ts';
import { startTestServer, type TestServer, TOKEN } from './support/test-server.ts';
import { treeOf } from './support/tree.ts';

const names = hostileNames();
const MICRO = fileURLToPath(new URL('../../fixtures/models/micro', import.meta.url));

/** Where a name may stand in a request; `{}` is its place. */
const places = [
  'GET /{}',
  'GET /api/runs/{}',
  'GET /api/runs/{}/request',
  'GET /api/runs/{}/events',
  'POST /api/runs/{}/cancel',
  'DELETE /api/runs/{}',
  'GET /api/runs?after={}',
  'GET /api/runs?search={}',
  'GET /api/assets/{}',
  'GET /api/assets/{}/thumbnail',
  'GET /api/models/{}',
  'DELETE /api/models/{}',
  'POST /api/assets?mediaType={}',
  'GET /sign-in?ticket={}',
];

/** A home with a model, and things beside it and linked into it that must stay as they are. */
async function startWithSentinels(): Promise<TestServer & { readonly around: string }> {
  const limits = { requestsPerMinute: 1e6, changesPerMinute: 1e6, refusalsPerMinute: 1e6 };
  const started = await startTestServer({ limits });
  const around = dirname(started.home);
  mkdirSync(join(around, 'sentinel', 'model', 'unet'), { recursive: true });
  writeFileSync(join(around, 'sentinel', 'secret.txt'), 'a secret beside the data folder');
  writeFileSync(join(around, 'sentinel', 'model', 'unet', 'model.onnx'), 'weights');
  cpSync(MICRO, join(started.home, 'models', 'micro'), { recursive: true });
  symlinkSync(join(around, 'sentinel', 'model'), join(started.home, 'models', 'linked'));
  return { ...started, around };
}

/** As it is where HTTP can carry it, and escaped once: what a careless and a careful client would send. */
function spellings(name: string): readonly string[] {
  const escaped = encodeURIComponent(name);
  return /^[!-~]*$/.test(name) && !/[ #]/.test(name) ? [name, escaped] : [escaped];
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

async function ask(url: string, place: string, name: string): Promise<RawAnswer> {
  const [method, pattern] = place.split(' ') as [string, string];
  const upload = pattern.startsWith('/api/assets?');
  const type = upload ? { 'Content-Type': 'application/octet-stream' } : {};
  return send(url, {
    ...{ method, agent },
    path: pattern.replace('{}', () => name),
    headers: { Authorization: `Bearer ${TOKEN}`, ...type },
    ...(upload ? { body: 'bytes' } : {}),
  });
}

it(`leaves everything outside the data folder alone, whatever ${names.length} names are asked for`, async () => {
  expect(names.length).toBeGreaterThanOrEqual(300);
  const { url, home, around, client } = await startWithSentinels();
  const before = treeOf(around, ['home']);
  const model = treeOf(join(home, 'models'));
  const failures: string[] = [];
  for (const name of names) {
    const asked = places.flatMap((place) => spellings(name).map((spelling) => ({ place, spelling })));
    const answers = await Promise.all(asked.map(({ place, spelling }) => ask(url, place, spelling)));
    answers.forEach(({ status, body }, at) => {
      const { place, spelling } = asked[at]!;
      if (status >= 500 || body.includes('a secret beside') || body.includes('root:')) {
        failures.push(`${place} ${spelling} → ${status} ${body}`);
      }
    });
  }
  expect(failures).toEqual([]);
  expect(treeOf(around, ['home'])).toEqual(before);
  expect(treeOf(join(home, 'models'))).toEqual(model);
  expect(Object.keys(treeOf(join(home, 'assets'))).length).toBeLessThanOrEqual(2);
  expect((await client.metrics()).requests.failed).toBe(0);
});

it('follows no link to delete a model, and deletes links as links', async () => {
  const { client, home, around } = await startWithSentinels();
  const before = treeOf(join(around, 'sentinel'));
  await expect(client.models.remove('linked')).rejects.toMatchObject({ status: 404 });
  symlinkSync(join(around, 'sentinel'), join(home, 'models', 'micro', 'away'));
  await client.models.remove('micro');
  expect(existsSync(join(home, 'models', 'micro'))).toBe(false);
  expect(treeOf(join(around, 'sentinel'))).toEqual(before);
});

async function outcome(client: HttpRuntime, run: string): Promise<RunEvent['type']> {
  let last: RunEvent['type'] = 'queued';
  for await (const { type } of client.events(run)) last = type;
  return last;
}

it('leaves it alone, too, when workflows name models, pictures and prefixes so', async () => {
  const { client, around } = await startWithSentinels();
  const before = treeOf(around, ['home']);
  const outcomes = new Set<string>();
  for (const [at, name] of names.entries()) {
    const document = buildWorkflow(
      {
        checkpoint: ['Checkpoint', { model: name }],
        picture: ['LoadImage', { image: name }],
        save: ['SaveImage', { prefix: name }],
        encode: ['VAEEncode', {}],
      },
      ['picture.image > save.image', 'picture.image > encode.image', 'checkpoint.vae > encode.vae'],
    );
    const targets = at % 2 === 0 ? ['save'] : ['encode'];
    outcomes.add(await outcome(client, await client.submit({ document, targets, jobKey: `key ${at}` })));
  }
  expect([...outcomes]).toEqual(['failed']);
  expect(treeOf(around, ['home'])).toEqual(before);
  expect(readFileSync(join(around, 'sentinel', 'secret.txt'), 'utf8')).toBe(
    'a secret beside the data folder',
  );
});
