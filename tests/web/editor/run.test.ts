import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { serve } from '../../server/support/serve.ts';
import { meanDifference, readRgb } from '../../support/pictures.ts';
import { hasBrowser } from '../support/browser.ts';
import { CROPS, crops } from '../support/crops.ts';
import { useEditorVisitor } from '../support/editor-page.ts';
import { linkTo } from '../support/link-to.ts';

/** Of 255: one device rounds differently than another. */
const TOLERANCE = 1;
const RUN_MS = 40_000;

describe.skipIf(!hasBrowser)('running', () => {
  const visitor = useEditorVisitor();

  /** The example in the form view, with few steps. */
  async function openPage(address = '', steps = 2): Promise<Page> {
    const page = await visitor.openTab(address);
    await page.getByRole('heading', { level: 1, name: 'Text to image' }).first().waitFor();
    await page.getByRole('radio', { name: 'Form' }).click();
    await page.getByRole('spinbutton', { name: 'Steps' }).fill(String(steps));
    return page;
  }

  test('three runs in a row have three seeds; their results are there again after a reload', async () => {
    const page = await openPage();
    await bar(page).getByRole('button', { name: 'Run options' }).click();
    await page.getByRole('spinbutton', { name: 'Runs in a row' }).fill('3');
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Run ×3' }).click();
    await bar(page)
      .getByRole('button', { name: /show runs$/ })
      .click();
    await page.getByRole('list', { name: 'Under way' }).getByText('seed 1002').waitFor();
    await page.keyboard.press('Escape');
    await openGallery(page);
    await expect.poll(() => titles(page), { timeout: RUN_MS }).toEqual(THREE_RESULTS);

    await page.reload();
    await openGallery(page);
    await expect.poll(() => titles(page)).toEqual(THREE_RESULTS);
    await expect.poll(() => page.title()).toBe('Text to image – Latentgraph');
  });

  test('a result opens its workflow, and is back when its deletion is undone', async () => {
    const page = await openPage();
    await page.getByRole('textbox', { name: 'Seed' }).fill('5');
    await run(page);
    await page.getByRole('textbox', { name: 'Seed' }).fill('6');
    await openGallery(page);
    await menuOf(page, 'Open the workflow that made this');
    await page.getByRole('radio', { name: 'Form' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Seed' }).inputValue()).toBe('5');

    await openGallery(page);
    await menuOf(page, 'Delete');
    await page.getByText('Pictures that your runs give are kept here').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(page)).toEqual(['Show Text to image, seed 5']);
  });

  test('pictures that come at once, to two tabs, are all kept; Delete on a result deletes that alone', async () => {
    const tabs = [await visitor.openTab(linkTo(crops(0))), await visitor.openTab(linkTo(crops(1)))];
    for (const page of tabs) {
      await page.getByRole('button', { name: 'Check and allow…' }).click();
      await page.getByRole('button', { name: 'Allow running' }).click();
    }
    const page = tabs[0]!;
    await page.locator('[data-id=save-0] h2').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Run up to this node' }).click();
    await openGallery(page);
    await expect.poll(() => titles(page), { timeout: RUN_MS }).toHaveLength(1);
    for (const page of tabs) await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('[data-id=picture] h2').click();
    await expect.poll(() => titles(page), { timeout: RUN_MS }).toHaveLength(2 * CROPS);

    const nodes = page.locator('.react-flow__node');
    await page.locator('[data-id=picture].selected').waitFor();
    const tiles = page.getByRole('region', { name: 'Gallery' }).getByRole('button', { name: /^Show/ });
    await tiles.first().press('Delete');
    await page.getByText('Deleted 1 result.').waitFor();
    expect(await nodes.count()).toBe(1 + 2 * CROPS);
    await page.reload();
    await openGallery(page);
    await expect.poll(() => shownPictures(page)).toBe(2 * CROPS - 1);
  });

  test('of many results those are there that one has come near to', async () => {
    const page = await visitor.openTab();
    await page.locator('.react-flow__node').first().waitFor();
    await page.evaluate(KEEP_MANY);
    await page.reload();
    await openGallery(page);
    const count = async () => (await titles(page)).length;
    await expect.poll(count).toBe(PAGE_OF_RESULTS);
    const focused = () => page.evaluate('document.activeElement.ariaLabel');
    await page.getByRole('button', { name: /^Show more/ }).dispatchEvent('click');
    await expect.poll(focused).toBe(`Show Kept ${PAGE_OF_RESULTS}`);

    const gallery = page.getByRole('region', { name: 'Gallery' });
    await expect
      .poll(async () => {
        await gallery.getByRole('listitem').last().scrollIntoViewIfNeeded();
        return count();
      })
      .toBe(MANY_RESULTS);
    expect(await page.getByRole('button', { name: /^Show more/ }).count()).toBe(0);
    await gallery.getByRole('textbox', { name: 'Search results' }).fill('kept 17');
    await expect.poll(() => titles(page)).toEqual(['Show Kept 17', 'Show Kept 170', 'Show Kept 171']);
  });

  test('a run stops when it is told to', async () => {
    const page = await openPage('', 100);
    await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await bar(page)
      .getByText(/^Step \d+ of 100$/)
      .waitFor({ timeout: RUN_MS });
    await expect.poll(() => page.title()).toMatch(/^\d+ % Text to image – Latentgraph$/);
    await bar(page).getByRole('button', { name: 'Cancel run' }).click();
    await bar(page).getByText('Cancelled').waitFor();
  });

  test('the server that the page came from runs it too, and gives the same picture', async () => {
    const { signInUrl } = await serve(undefined, ['--site', inject('editor')]);
    const page = await openPage(signInUrl);
    await bar(page)
      .getByRole('button', { name: /^Where to run: This server, CPU$/ })
      .click();
    await page.getByText(/127\.0\.0\.1:\d+$/).waitFor();
    await page.keyboard.press('Escape');
    await run(page);
    await openGallery(page);
    const ofServer = await downloadNewest(page);

    await chooseBrowser(page);
    await page.getByRole('radio', { name: 'Form' }).click();
    await run(page);
    await openGallery(page);
    await expect.poll(() => titles(page)).toHaveLength(2);
    const ofBrowser = await downloadNewest(page);
    expect(ofBrowser.equals(ofServer)).toBe(false);
    expect(meanDifference(await readRgb(ofBrowser), await readRgb(ofServer))).toBeLessThan(TOLERANCE);
  });

  test('a run at the server survives a reload of the page', async () => {
    const { signInUrl, client } = await serve(undefined, ['--site', inject('editor')]);
    const page = await openPage(signInUrl, 60);
    await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await bar(page)
      .getByText(/^Step \d+ of 60$/)
      .waitFor({ timeout: RUN_MS });
    await page.reload();
    await bar(page)
      .getByText(/^Step \d+ of 60$/)
      .waitFor();
    await bar(page)
      .getByText(/^Done in/)
      .waitFor({ timeout: RUN_MS });
    await openGallery(page);
    await expect.poll(() => titles(page)).toEqual(['Show Text to image, seed 1000']);
    expect((await client.runs()).map(({ state }) => state)).toEqual(['finished']);
  });
});

/** So many the gallery shows at first. */
const PAGE_OF_RESULTS = 60;
const MANY_RESULTS = 172;

/** Runs in the page: keeps results as runs do, all of the same picture. */
const KEEP_MANY = `(async () => {
  const opening = indexedDB.open('latentgraph-results');
  await new Promise((done) => { opening.onsuccess = done; });
  const writing = opening.result.transaction(['results', 'pictures'], 'readwrite');
  const picture = new Blob();
  writing.objectStore('pictures').put({ asset: 'same', mediaType: 'image/png', bytes: picture, thumbnail: picture });
  for (let at = 0; at < ${MANY_RESULTS}; at++) {
    writing.objectStore('results').put({
      ...{ id: 'kept-' + at, asset: 'same', mediaType: 'image/png', widthPx: 8, heightPx: 8, node: 'save', index: 0 },
      ...{ run: 'gone', workflow: 'gone', fingerprint: '', name: 'Kept ' + at, seeds: {}, place: 'This browser' },
      ...{ device: 'wasm', madeAt: 1e12 - at, elapsedMs: 1 },
    });
  }
  await new Promise((done) => { writing.oncomplete = done; });
})()`;

const THREE_RESULTS = [1002, 1001, 1000].map((seed) => `Show Text to image, seed ${seed}`);

function bar(page: Page): Locator {
  return page.getByRole('banner');
}

async function run(page: Page): Promise<void> {
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await bar(page).getByRole('progressbar').waitFor();
  await bar(page)
    .getByText(/^Done in/)
    .waitFor({ timeout: RUN_MS });
}

async function chooseBrowser(page: Page): Promise<void> {
  await bar(page)
    .getByRole('button', { name: /^Where to run/ })
    .click();
  await page.getByRole('radio', { name: 'Automatic' }).click();
  await page.keyboard.press('Escape');
}

/** The panel on the left belongs to the graph. */
async function openGallery(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Graph' }).click();
  const gallery = page.getByRole('region', { name: 'Gallery' });
  if (!(await gallery.isVisible())) await page.keyboard.press('Control+3');
  await gallery.waitFor();
}

function titles(page: Page): Promise<(string | null)[]> {
  const tiles = page.getByRole('region', { name: 'Gallery' }).getByRole('listitem');
  return tiles
    .getByRole('button', { name: /^Show/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
}

/** How many pictures of the gallery can be seen, not only read about. */
function shownPictures(page: Page): Promise<number> {
  const pictures = page.getByRole('region', { name: 'Gallery' }).locator('li img');
  return pictures.evaluateAll(
    (all: { naturalWidth: number }[]) => all.filter((one) => one.naturalWidth > 0).length,
  );
}

/** Chooses from the menu of the newest result. */
async function menuOf(page: Page, entry: string): Promise<void> {
  const tile = page.getByRole('region', { name: 'Gallery' }).getByRole('listitem').first();
  await tile.hover();
  await tile.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function downloadNewest(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), menuOf(page, 'Download picture')]);
  expect(download.suggestedFilename()).toBe('text-to-image-1000.png');
  return readFile(await download.path());
}
