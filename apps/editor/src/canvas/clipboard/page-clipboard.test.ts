import { expect, test } from 'vitest';
import { createPageClipboard } from './page-clipboard.ts';

const NODES = '{"format":"latentgraph-fragment"}';

function browserClipboard() {
  let text = '';
  return {
    readText: async () => text,
    async writeText(written: string) {
      text = written;
    },
  };
}

const closed = {
  readText: () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError')),
  writeText: () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError')),
};

test('what is copied is in the browser’s clipboard, for everybody', async () => {
  const browser = browserClipboard();
  const clipboard = createPageClipboard(() => browser);
  expect(await clipboard.write(NODES)).toBe(true);
  expect([await browser.readText(), await clipboard.read()]).toEqual([NODES, NODES]);
  await browser.writeText('from elsewhere');
  expect(await clipboard.read()).toBe('from elsewhere');
});

test.each([
  ['that the page has none', undefined],
  ['that it is not allowed', closed],
])('where the browser says %s, copies can be pasted in the page', async (_, browser) => {
  const clipboard = createPageClipboard(() => browser);
  expect(await clipboard.read()).toBeUndefined();
  expect(await clipboard.write(NODES)).toBe(false);
  expect(await clipboard.read()).toBe(NODES);
  expect(clipboard.choose('a text from before')).toBe(NODES);
});

test('what the browser has that is newer is pasted', async () => {
  const clipboard = createPageClipboard(() => undefined);
  await clipboard.write(NODES);
  const newer = '{"format":"latentgraph"}';
  expect(clipboard.choose(newer)).toBe(newer);
  clipboard.forget();
  expect([clipboard.choose('words'), await clipboard.read()]).toEqual(['words', undefined]);
});
