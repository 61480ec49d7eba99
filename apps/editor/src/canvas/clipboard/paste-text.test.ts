import { addNote, setName } from '@latentgraph/graph-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Services } from '../../app/services.ts';
import { newDocument } from '../../document/new-document.ts';
import { emptySelection, type Selection } from '../../document/selection.ts';
import { putInAssets } from '../../files/document-assets.ts';
import { createMemoryBrowser } from '../../files/testing/memory-browser.ts';
import { createMemoryStorage } from '../../files/testing/memory-storage.ts';
import { workflowOf } from '../../run/testing/documents.ts';
import { createCanvasHandle } from '../canvas-handle.ts';
import { selectionText } from './clipboard.ts';
import { createCopies } from './copies.ts';
import { copiedText } from './copy-text.ts';
import { createPageClipboard } from './page-clipboard.ts';
import { pasteText } from './paste-text.ts';

const mine = workflowOf({ noise: ['Noise'] }, []);
const theirs = workflowOf({ model: ['Checkpoint'] }, []);
const theirText = selectionText(theirs, nodes('model'))!;

function nodes(...ids: string[]): Selection {
  return { ...emptySelection, nodes: new Set(ids) };
}

/** Loads tabs of one browser. */
function createTabs() {
  const browser = createMemoryBrowser();
  const local = createMemoryStorage();
  return {
    ...browser,
    async load() {
      const page = await browser.load();
      await page.files.open(mine);
      const copies = createCopies(() => local);
      const clipboard = createPageClipboard(undefined, copies);
      return { ...page, clipboard, canvas: createCanvasHandle() } as unknown as Services & typeof page;
    },
  };
}

const restrictedIn = ({ files }: Services) => files.store.getState().restricted;
const nodesIn = ({ editor }: Services) => Object.keys(editor.document.graphs.main.nodes);

describe('what is pasted', () => {
  let browser: ReturnType<typeof createTabs>;
  beforeEach(() => {
    browser = createTabs();
  });
  afterEach(() => void vi.unstubAllGlobals());

  test('may run where it was copied in this browser, in whichever tab and however its text was laid out since', async () => {
    const one = await browser.load();
    one.editor.select(nodes('noise'));
    const text = copiedText(one)!;
    const other = await browser.load();
    await pasteText(other, JSON.stringify(JSON.parse(text)), false);
    expect([nodesIn(other), restrictedIn(other)]).toEqual([['noise', 'noise-2'], null]);
  });

  test('may not run where it comes from elsewhere, and is kept so', async () => {
    const page = await browser.load();
    await pasteText(page, theirText, false);
    expect([nodesIn(page), restrictedIn(page)]).toEqual([['noise', 'model'], 'paste']);
    await page.files.flush();
    const { key } = page.files.store.getState();
    expect(browser.workflows.stored.get(key)?.workflow.restricted).toBe('paste');
  });

  test('restricts the workflow for as long as it is not undone', async () => {
    const page = await browser.load();
    await pasteText(page, theirText, false);
    page.editor.apply(setName('Changed after it'));
    page.editor.undo();
    expect(restrictedIn(page)).toBe('paste');
    page.editor.undo();
    expect(restrictedIn(page)).toBe(null);
    page.editor.redo();
    expect(restrictedIn(page)).toBe('paste');
    page.editor.undo();
    page.editor.apply(setName('Something else instead'));
    expect([nodesIn(page), restrictedIn(page)]).toEqual([['noise'], null]);
  });

  test('stays allowed once it was', async () => {
    const page = await browser.load();
    await pasteText(page, theirText, false);
    await page.files.allowRunning();
    page.editor.undo();
    page.editor.redo();
    expect([nodesIn(page), restrictedIn(page)]).toEqual([['noise', 'model'], null]);
  });

  test('does not become the person’s own by being copied before it was allowed', async () => {
    const page = await browser.load();
    await page.files.open(theirs, { from: 'link' });
    page.editor.select(nodes('model'));
    const text = copiedText(page)!;
    await page.files.open(mine);
    await pasteText(page, text, false);
    expect(restrictedIn(page)).toBe('paste');
  });

  test('may be read without a question where there is nothing to run', async () => {
    const page = await browser.load();
    const noted = addNote({ text: 'Hello', position: { x: 0, y: 0 } })(newDocument());
    const text = selectionText(noted.ok ? noted.document : mine, {
      ...emptySelection,
      notes: new Set(['note']),
    })!;
    await pasteText(page, text, false);
    expect([page.editor.document.graphs.main.notes?.note?.text, restrictedIn(page)]).toEqual(['Hello', null]);
  });

  test('brings along the pictures of a whole workflow, which may run where it is the person’s own', async () => {
    const page = await browser.load();
    const hash = '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';
    const picture = { hash, mediaType: 'image/png', bytes: new Uint8Array([1]) };
    const text = JSON.stringify(putInAssets(theirs, [picture]));
    await pasteText(page, text, false);
    expect(await page.assets.get(hash)).toEqual(picture);
    expect([nodesIn(page), restrictedIn(page)]).toEqual([['noise', 'model'], 'paste']);

    await page.files.allowRunning();
    await page.files.vouchFor(theirs);
    await pasteText(page, text, false);
    expect([nodesIn(page), restrictedIn(page)]).toEqual([['noise', 'model', 'model-2'], null]);
  });
});
