import { readFile } from 'node:fs/promises';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasBrowser, type OpenBrowser, openBrowser } from '../support/browser.ts';

const STEPS = 4;
const RUN_MS = 40_000;

describe.skipIf(!hasBrowser)('zones, frames and notes', () => {
  let open: OpenBrowser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('editor');
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    context = await open.browser.newContext({
      viewport: { width: 1600, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    const example = await shortExample();
    await page.route('**/examples/text-to-image.json', (route) => route.fulfill({ json: example }));
    await page.goto(open.server.url);
    await zone().waitFor();
  });
  afterEach(() => context.close());

  const zone = () => page.getByRole('region', { name: 'Zone Denoise' });
  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  const frame = () => page.locator('.react-flow__node-frame');
  const outline = () => page.locator('path[data-closed="true"]').getAttribute('d');
  const undo = () => page.keyboard.press('Control+z');

  async function middleOf(element: Locator) {
    const box = (await element.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async function drag(element: Locator, by: { readonly x: number; readonly y: number }): Promise<void> {
    const from = await middleOf(element);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    // A hand begins slowly: what is dragged follows from where the press became a drag.
    await page.mouse.move(from.x + 3, from.y + 3);
    await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 5 });
  }

  /** How far an element of the canvas has gone, in the window. */
  async function movement(element: Locator, during: () => Promise<void>) {
    const before = await middleOf(element);
    await during();
    const after = await middleOf(element);
    return { x: Math.round(after.x - before.x), y: Math.round(after.y - before.y) };
  }

  /** The bytes of the picture in the zone's end. */
  async function shownPicture(): Promise<number[]> {
    const url = await node('end')
      .getByRole('img', { name: /Foreseen/ })
      .getAttribute('src');
    return page.evaluate<number[]>(
      `fetch('${url}').then((response) => response.arrayBuffer()).then((bytes) => [...new Uint8Array(bytes)])`,
    );
  }

  test('the timeline of a zone goes through its steps and shows what each foresaw', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await zone().getByText(`${STEPS} steps`).waitFor({ timeout: RUN_MS });
    const timeline = page.getByRole('slider', { name: 'Step of Denoise' });
    expect(await timeline.getAttribute('aria-valuetext')).toMatch(/^Step 4 of 4, [\d.]+ m?s$/);
    await page.getByText(/^Done in/).waitFor();
    const last = await shownPicture();

    await timeline.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await zone().getByText('2 of 4').waitFor();
    expect(await timeline.getAttribute('aria-valuetext')).toMatch(/^Step 2 of 4, /);
    await expect.poll(shownPicture).not.toEqual(last);
    await page.getByText(/^Step 2 · /).waitFor();

    await page.keyboard.press('End');
    await zone().getByText(`${STEPS} steps`).waitFor();
    await expect.poll(shownPicture).toEqual(last);
  });

  test('a zone follows its nodes while they are dragged, and its title moves all of them', async () => {
    const before = await outline();
    await drag(node('step').locator('header, h2').first(), { x: 20, y: 80 });
    expect(await outline()).not.toBe(before);
    await page.mouse.up();
    await undo();
    await expect.poll(outline).toBe(before);

    const moved = await movement(node('guidance'), async () => {
      await drag(zone().getByRole('button'), { x: 40, y: 60 });
      await page.mouse.up();
    });
    expect(Math.abs(moved.x - 40) + Math.abs(moved.y - 60)).toBeLessThan(10);
    await undo();
    await expect.poll(outline).toBe(before);
  });

  test('a wire to a blank port makes the zone carry the value', async () => {
    await page.setViewportSize({ width: 2600, height: 1300 });
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await page.keyboard.press('Shift+Digit1');
    const seed = node('noise').locator('[data-side="output"][data-port="seed"]');
    // The graph fills the larger window.
    await expect.poll(async () => (await seed.boundingBox())?.width).toBeGreaterThan(16);
    const from = await middleOf(seed);
    const to = await middleOf(node('start').locator('[data-side="input"][data-port="+"]'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await node('start').locator('[data-side="output"][data-port="seed"]').waitFor();
    await node('end').locator('[data-side="input"][data-port="seed"]').waitFor();
    await undo();
    await node('end').locator('[data-side="input"][data-port="seed"]').waitFor({ state: 'detached' });
  });

  test('the selection is framed; the frame takes along what stands in it', async () => {
    await node('noise').click({ position: { x: 10, y: 5 } });
    await page.keyboard.press('Control+g');
    await page.getByRole('textbox', { name: 'Title of the frame' }).fill('Where it starts');
    await page.keyboard.press('Enter');
    const title = frame().getByRole('heading', { name: 'Where it starts' });
    await title.waitFor();

    const moved = await movement(node('noise'), async () => {
      await drag(title, { x: -40, y: 40 });
      await page.mouse.up();
    });
    expect(Math.abs(moved.x + 40) + Math.abs(moved.y - 40)).toBeLessThan(10);
    expect(await movement(frame(), undo)).toEqual({ x: -moved.x, y: -moved.y });
    await undo();
    await undo();
    await frame().waitFor({ state: 'detached' });
  });

  test('notes show a little Markdown, and no HTML', async () => {
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await page.keyboard.press('n');
    const field = page.getByRole('textbox', { name: 'Text of the note' });
    await field.fill('**Read** this\n- <img src=x onerror="document.title = 1">');
    await page.keyboard.press('Escape');
    const note = page.locator('.react-flow__node-note');
    expect(await note.locator('strong').textContent()).toBe('Read');
    expect(await note.locator('li').textContent()).toBe('<img src=x onerror="document.title = 1">');
    expect(await note.locator('img').count()).toBe(0);
  });
});

/** What a newcomer sees first, with few steps. */
async function shortExample(): Promise<unknown> {
  const example = JSON.parse(await readFile('examples/text-to-image.json', 'utf8'));
  example.graphs.main.nodes.schedule.params.steps = STEPS;
  return example;
}
