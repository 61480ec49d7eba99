import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createTokenizers } from './tokenizers.ts';

const MODEL = fileURLToPath(new URL('../../../../fixtures/models/micro/', import.meta.url));
const FILES = ['vocab.json', 'merges.txt', 'tokenizer_config.json', 'special_tokens_map.json'];
const LIST = {
  models: [
    {
      ...{ name: 'micro', url: 'models/micro/' },
      files: FILES.map((name) => ({ path: `tokenizer/${name}`, sizeBytes: 1 })),
    },
  ],
};

/** A site that offers the micro model; of these paths the first request is refused. */
async function serveSite(refusedOnce: readonly string[] = []) {
  const refused = new Set(refusedOnce);
  const requests: string[] = [];
  const server = createServer(async ({ url = '' }, response) => {
    requests.push(url);
    if (refused.delete(url)) return response.writeHead(503).end('Come back later.');
    if (url === '/models.json') return response.end(JSON.stringify(LIST));
    return response.end(await readFile(url.replace('/models/micro/', MODEL)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { tokenizers: createTokenizers(`http://127.0.0.1:${port}/models.json`), requests };
}

it('fetches the tokenizer of a model once', async () => {
  const { tokenizers, requests } = await serveSite();
  const [first, second] = await Promise.all([tokenizers.get('micro'), tokenizers.get('micro')]);
  expect(first?.encode('a red circle')).not.toEqual([]);
  expect([second, await tokenizers.get('micro')]).toEqual([first, first]);
  expect(requests).toHaveLength(1 + FILES.length);
});

it('has none for a model that the site does not offer', async () => {
  const { tokenizers } = await serveSite();
  expect(await tokenizers.get('another')).toBeUndefined();
});

it.each(['/models.json', '/models/micro/tokenizer/merges.txt', '/models/micro/tokenizer/vocab.json'])(
  'has none where %s is not answered, and asks again for the next prompt',
  async (path) => {
    const { tokenizers } = await serveSite([path]);
    const [first, atOnce] = await Promise.all([tokenizers.get('micro'), tokenizers.get('micro')]);
    expect([first, atOnce]).toEqual([undefined, undefined]);
    expect((await tokenizers.get('micro'))?.limit).toBe(77);
  },
);
