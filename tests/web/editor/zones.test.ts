import type { WorkflowDocument } from '@latentgraph/graph-core';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readExample } from '../../support/examples.ts';
import { seriousViolationsInBothThemes } from '../support/axe.ts';
import { hasBrowser } from '../support/browser.ts';
import { useEditorPage } from '../support/editor-page.ts';
import { boxOf, gripOf, middleOf, type Point } from '../support/gestures.ts';
import { shownPicture } from '../support/shown-picture.ts';

const STEPS = 4;
const SIDE = 64;
const RUN_MS = 60_000;

describe.skipIf(!hasBrowser)('zones, frames and notes', () => {
  let page: Page;
  const { node, port, press, pull, drag } = useEditorPage({
    viewport: { width: 1600, height: 900 },
    prepare(opened) {
      page = opened;
      return page.route('**/examples/text-to-image.json', (route) => route.fulfill({ json: shortExample() }));
    },
  });

  const zone = () => page.getByRole('region', { name: 'Zone Denoise' });
  const frame = () => page.locator('.react-flow__node-frame');
  const foreseen = () => shownPicture(node('end').getByRole('img', { name: /Foreseen/ }));
  const undo = () => press('Control+z');

  /** The path of the zone's region, once it stands still. */
  async function outline(): Promise<string | null> {
    const region = page.locator('path[data-closed="true"]');
    await boxOf(region);
    return region.getAttribute('d');
  }

  async function besides(element: Locator, by: Point): Promise<Point> {
    const from = await gripOf(element);
    return { x: from.x + by.x, y: from.y + by.y };
  }

  /** How far an element of the canvas has gone, in the window. */
  async function movement(element: Locator, during: () => Promise<void>) {
    const before = await middleOf(element);
    await during();
    const after = await middleOf(element);
    return { x: Math.round(after.x - before.x), y: Math.round(after.y - before.y) };
  }

  test('the timeline of a zone goes through its steps and shows what each foresaw', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await zone().getByText(`${STEPS} steps`).waitFor({ timeout: RUN_MS });
    const timeline = page.getByRole('slider', { name: 'Step of Denoise' });
    expect(await timeline.getAttribute('aria-valuetext')).toMatch(
      /^Step 4 of 4, timestep \d+, sigma [\d.]+, [\d.]+ m?s$/,
    );
    await page.getByText(/^Done in/).waitFor();
    const last = await foreseen();

    await timeline.focus();
    await press('ArrowLeft');
    await press('ArrowLeft');
    await zone().getByText('2 of 4').waitFor();
    expect(await timeline.getAttribute('aria-valuetext')).toMatch(/^Step 2 of 4, /);
    await expect.poll(foreseen).not.toEqual(last);
    await page.getByText(/^Step 2 · t \d+ · σ 0\.\d+ · /).waitFor();

    await press('End');
    await zone().getByText(`${STEPS} steps`).waitFor();
    await expect.poll(foreseen).toEqual(last);
  });

  test('the title of a zone leads to its steps, to what it carries and to its nodes', async () => {
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await zone().getByRole('button').click();
    await inspector.getByRole('heading', { name: 'Denoise', exact: true }).waitFor();
    await inspector.getByText(/^After a run every step is listed here/).waitFor();
    await inspector.getByRole('button', { name: 'first from Noise latent' }).waitFor();
    await inspector.getByRole('button', { name: 'then from Scheduler Step latent' }).waitFor();

    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await zone().getByText(`${STEPS} steps`).waitFor({ timeout: RUN_MS });
    const steps = inspector.getByRole('radiogroup', { name: 'Steps of Denoise' });
    expect(await steps.getByRole('radio').count()).toBe(STEPS);
    await steps.getByRole('radio', { name: /^Step 4, /, checked: true }).waitFor();
    const last = await foreseen();
    await steps.getByRole('radio', { name: /^Step 2, timestep \d+, sigma 0\.\d+, / }).click();
    await zone().getByText('2 of 4').waitFor();
    await expect.poll(foreseen).not.toEqual(last);
    await page.getByRole('slider', { name: 'Step of Denoise' }).focus();
    await press('ArrowRight');
    await steps.getByRole('radio', { name: /^Step 3, /, checked: true }).waitFor();
    expect(await seriousViolationsInBothThemes(page, 'aside[aria-label="Inspector"]')).toEqual([]);

    await inspector.getByRole('button', { name: /^Guidance/ }).click();
    await inspector.getByRole('textbox', { name: 'Title' }).waitFor();
  });

  test('a zone follows its nodes while they are dragged, and its title moves all of them', async () => {
    const before = await outline();
    const title = node('step').getByRole('heading');
    await pull(title, await besides(title, { x: 20, y: 80 }));
    expect(await outline()).not.toBe(before);
    await page.mouse.up();
    await undo();
    await expect.poll(outline).toBe(before);

    const moved = await movement(node('guidance'), async () => {
      const title = zone().getByRole('button');
      await drag(title, await besides(title, { x: 40, y: 60 }));
    });
    expect(Math.abs(moved.x - 40) + Math.abs(moved.y - 60)).toBeLessThan(10);
    await undo();
    await expect.poll(outline).toBe(before);
  });

  test('a wire to a blank port makes the zone carry the value', async () => {
    await page.setViewportSize({ width: 2600, height: 1300 });
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await press('Shift+Digit1');
    const seed = port('noise.seed', 'output');
    // The graph fills the larger window.
    await expect.poll(async () => (await boxOf(seed)).width).toBeGreaterThan(16);
    await drag(seed, port('start.+', 'input'));
    await port('start.seed', 'output').waitFor();
    await port('end.seed', 'input').waitFor();
    await undo();
    await port('end.seed', 'input').waitFor({ state: 'detached' });
  });

  test('the selection is framed; the frame takes along what stands in it', async () => {
    await node('noise').click({ position: { x: 10, y: 5 } });
    await press('Control+g');
    await page.getByRole('textbox', { name: 'Title of the frame' }).fill('Where it starts');
    await press('Enter');
    const title = frame().getByRole('heading', { name: 'Where it starts' });
    await title.waitFor();

    const moved = await movement(node('noise'), async () => {
      await drag(title, await besides(title, { x: -40, y: 40 }));
    });
    expect(Math.abs(moved.x + 40) + Math.abs(moved.y - 40)).toBeLessThan(10);
    expect(await movement(frame(), undo)).toEqual({ x: -moved.x, y: -moved.y });
    await undo();
    await undo();
    await frame().waitFor({ state: 'detached' });
  });

  test('notes show a little Markdown, and no HTML', async () => {
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await press('n');
    const field = page.getByRole('textbox', { name: 'Text of the note' });
    await field.fill('**Read** this\n- <img src=x onerror="document.title = 1">');
    await press('Escape');
    const note = page.locator('.react-flow__node-note');
    expect(await note.locator('strong').textContent()).toBe('Read');
    expect(await note.locator('li').textContent()).toBe('<img src=x onerror="document.title = 1">');
    expect(await note.locator('img').count()).toBe(0);
  });
});

/** What a newcomer sees first, with few steps to a small picture. */
function shortExample(): WorkflowDocument {
  const example = readExample('text-to-image');
  const { main } = example.graphs;
  const { noise, schedule } = main.nodes;
  const nodes = {
    ...main.nodes,
    noise: { ...noise!, params: { ...noise!.params, width: SIDE, height: SIDE } },
    schedule: { ...schedule!, params: { ...schedule!.params, steps: STEPS } },
  };
  return { ...example, graphs: { main: { ...main, nodes } } };
}
