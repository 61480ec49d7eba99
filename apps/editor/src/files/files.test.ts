import { addNote, setName } from '@latentgraph/graph-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import type { Locks } from './tabs/claims.ts';
import { createMemoryBrowser, type MemoryBrowser } from './testing/memory-browser.ts';
import { createMemoryLocks } from './testing/memory-locks.ts';

const note = (text: string) => addNote({ text, position: { x: 0, y: 0 } });
const fromElsewhere = newDocument('From elsewhere');

describe('the open workflow', () => {
  let browser: MemoryBrowser;
  beforeEach(() => {
    browser = createMemoryBrowser();
  });
  afterEach(() => void vi.unstubAllGlobals());

  describe('that may not run', () => {
    test('may not run after a reload either, where the browser keeps nothing', async () => {
      browser.workflows.blocked = true;
      const page = await browser.load();
      await page.files.open(fromElsewhere, { from: 'link' });

      const reloaded = await browser.load();
      expect(reloaded.editor.document.name).toBe('From elsewhere');
      expect(reloaded.files.store.getState().restricted).toBe('link');
    });

    test('may run after a reload once it was allowed to, where the browser keeps nothing', async () => {
      browser.workflows.blocked = true;
      const page = await browser.load();
      await page.files.open(fromElsewhere, { from: 'link' });
      await page.files.allowRunning();

      const reloaded = await browser.load();
      expect(reloaded.editor.document.name).toBe('From elsewhere');
      expect(reloaded.files.store.getState().restricted).toBe(null);
    });

    test('may not run after a reload that comes before it was kept', async () => {
      const page = await browser.load();
      browser.workflows.slowness.ms = 60_000;
      void page.files.open(fromElsewhere, { from: 'file' });
      await vi.waitFor(() => expect(page.editor.document.name).toBe('From elsewhere'));
      page.files.leave();

      browser.workflows.slowness.ms = 0;
      const reloaded = await browser.load();
      expect(reloaded.editor.document.name).toBe('From elsewhere');
      expect(reloaded.files.store.getState().restricted).toBe('file');
    });

    test('may not run where only the last words of its tab tell of it', async () => {
      const page = await browser.load();
      browser.workflows.slowness.ms = 60_000;
      void page.files.open(fromElsewhere, { from: 'picture' });
      await vi.waitFor(() => expect(page.editor.document.name).toBe('From elsewhere'));
      page.editor.apply(setName('Changed here'));
      page.files.leave();

      browser.workflows.slowness.ms = 0;
      sessionStorage.removeItem('latentgraph.tab');
      const next = await browser.load();
      expect(next.editor.document.name).toBe('Changed here');
      expect(next.files.store.getState().restricted).toBe('picture');
    });

    test('is not trusted for being saved or shared, which another one is', async () => {
      const page = await browser.load();
      await page.files.open(fromElsewhere, { from: 'link' });
      const { key } = page.files.store.getState();
      await page.files.savedTo(key, { name: 'a.json', embedsAssets: false }, fromElsewhere);
      await page.files.vouchForOpen();
      expect(await browser.trust.has(fromElsewhere)).toBe(false);

      await page.files.allowRunning();
      page.editor.apply(note('mine'));
      await page.files.vouchForOpen();
      expect(await browser.trust.has(page.editor.document)).toBe(true);
      page.editor.apply(note('mine too'));
      await page.files.savedTo(key, { name: 'a.json', embedsAssets: false }, page.editor.document);
      expect(await browser.trust.has(page.editor.document)).toBe(true);
    });
  });

  test('is there again after a reload, changes and all, where the browser keeps nothing', async () => {
    browser.workflows.blocked = true;
    const page = await browser.load();
    page.editor.apply(setName('Changed'));
    await page.files.flush();
    page.files.leave();
    expect((await browser.load()).editor.document.name).toBe('Changed');
  });

  test('is known by the same key after a reload, though nothing of it is kept', async () => {
    const page = await browser.load();
    await page.files.open(newDocument('An example'));
    const { key } = page.files.store.getState();
    const reloaded = await browser.load();
    const { name } = reloaded.editor.document;
    expect([name, reloaded.files.store.getState().key]).toEqual(['An example', key]);
    expect(browser.workflows.stored.size).toBe(0);
  });

  describe('that was changed a moment before its tab ended', () => {
    /** A tab that ends in the middle of keeping its last change. */
    async function endTab(locks: Locks) {
      const { workflows, ...rest } = createMemoryBrowser(locks);
      const page = await rest.load();
      await page.files.open(newDocument('Before'));
      await page.files.keep();
      workflows.slowness.ms = 60_000;
      page.editor.apply(setName('The last change'));
      page.files.leave();
      await vi.waitFor(() => expect(page.files.store.getState().keeping.state).toBe('saving'));
      workflows.slowness.ms = 0;
      const { key } = page.files.store.getState();
      return { load: rest.load, key, letGo: () => page.claims.release(key) };
    }

    test('is there whole where the reloaded page starts before the old one lets go', async () => {
      const locks = createMemoryLocks();
      const { load, letGo } = await endTab(locks);
      const { request } = locks;
      vi.spyOn(locks, 'request').mockImplementationOnce((...asked: Parameters<typeof request>) => {
        const waiting = request(...asked);
        letGo();
        return waiting;
      });
      const reloaded = await load();
      expect(reloaded.editor.document.name).toBe('The last change');
    });

    test('is there whole where a tab that was open all the time opens it', async () => {
      const { load, letGo, key } = await endTab(createMemoryLocks());
      sessionStorage.removeItem('latentgraph.tab');
      const other = await load();
      letGo();
      expect(await other.files.openStored(key)).toBe(true);
      expect(other.editor.document.name).toBe('The last change');
    });
  });

  test('can be left unchanged where the browser keeps nothing, and not once it was changed', async () => {
    browser.workflows.blocked = true;
    const page = await browser.load();
    await page.files.open(fromElsewhere, { from: 'link' });
    expect(page.files.store.getState().keeping.state).toBe('failed');
    expect(page.files.canBeLeft()).toBe(true);
    expect(await page.files.open(newDocument('Next'))).toBe(true);

    page.editor.apply(note('would be lost'));
    expect(await page.files.open(newDocument('After that'))).toBe(false);
    expect(page.files.canBeLeft()).toBe(false);
    expect(page.editor.document.name).toBe('Next');
  });

  test('stays as it is when it is opened twice at once', async () => {
    const page = await browser.load();
    await page.files.open(newDocument('Kept'));
    await page.files.keep();
    const { key } = page.files.store.getState();
    await page.files.open(newDocument('Another'));

    const stored = await page.workflows.read(key);
    vi.spyOn(page.workflows, 'read').mockImplementationOnce(async () => {
      await page.files.openStored(key);
      page.editor.apply(setName('Changed since'));
      return stored;
    });
    expect(await page.files.openStored(key)).toBe(true);
    expect(page.editor.document.name).toBe('Changed since');
  });

  test('does not get the file of the one that was open when its saving began', async () => {
    const page = await browser.load();
    await page.files.open(newDocument('First'));
    await page.files.keep();
    const first = page.files.store.getState().key;
    const document = page.editor.document;
    await page.files.open(newDocument('Second'));

    const file = { name: 'first.json', modifiedAt: 7, embedsAssets: false };
    await page.files.savedTo(first, file, document);
    expect(page.files.store.getState()).toMatchObject({ file: null, onDisk: null });
    expect(browser.workflows.stored.get(first)?.workflow.file).toEqual(file);
  });
});
