import { expect, test } from 'vitest';
import { type BrowserClipboard, createPageClipboard } from './page-clipboard.ts';

const NODES = '{"format":"latentgraph-fragment"}';

/** As browsers have one for pages that came over https. */
function openClipboard() {
  let text = '';
  return {
    read: async () => text,
    async write(written: string) {
      text = written;
      return true;
    },
  } satisfies BrowserClipboard;
}

const unreadable = () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError'));

/** As pages over plain http have one. */
const writeOnly: BrowserClipboard = { read: unreadable, write: async () => true };

const closed: BrowserClipboard = { read: unreadable, write: async () => false };

test('what is copied is in the browser’s clipboard, for everybody', async () => {
  const browser = openClipboard();
  const clipboard = createPageClipboard(browser);
  expect(await clipboard.write(NODES)).toBe(true);
  expect([await browser.read(), await clipboard.read()]).toEqual([NODES, NODES]);
  await browser.write('from elsewhere');
  expect(await clipboard.read()).toBe('from elsewhere');
});

test('where the browser takes copies and does not tell them, what it hands over is newer', async () => {
  const clipboard = createPageClipboard(writeOnly);
  expect(await clipboard.read()).toBeUndefined();
  expect(await clipboard.write(NODES)).toBe(true);
  expect(await clipboard.read()).toBe(NODES);
  expect(clipboard.choose('copied in a letter')).toBe('copied in a letter');
});

test('where the browser takes no copies, they can be pasted in the page until something newer may be there', async () => {
  const clipboard = createPageClipboard(closed);
  expect(await clipboard.write(NODES)).toBe(false);
  expect([await clipboard.read(), clipboard.choose('a text from before')]).toEqual([NODES, NODES]);
  const newer = '{"format":"latentgraph"}';
  expect(clipboard.choose(newer)).toBe(newer);
  clipboard.forget();
  expect([clipboard.choose('words'), await clipboard.read()]).toEqual(['words', undefined]);
});
