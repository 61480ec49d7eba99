import { readFile } from 'node:fs/promises';
import { analyse, parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meanDifference, type RgbPicture, readRgb } from '../../support/pictures.ts';
import { useRuntime } from '../../support/use-runtime.ts';
import { hasBrowser, type OpenBrowser, openBrowser } from '../support/browser.ts';

/** Of 255: the browser's WebAssembly rounds differently than Node's CPU. */
const TOLERANCE = 2;
const RUN_MS = 60_000;
const WIRE_MS = 5000;
const SIDE = 64;
/** Nodes, wires, and a burst of typing in each of four fields: more would not be steps of a person. */
const MOST_STEPS = 40;
/** A place of the canvas with nothing on it, also once everything stands there. */
const FREE = { x: 60, y: 60 };
const PROMPT = 'a red house under a blue sky';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A port as `node.port`. */
type PortName = string;

describe.skipIf(!hasBrowser)('text to image, from an empty canvas by mouse', () => {
  const runtime = useRuntime();
  let open: OpenBrowser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('editor');
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    // A large screen: all nodes stand side by side at their full size.
    context = await open.browser.newContext({
      viewport: { width: 2560, height: 1440 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    // Without the system's picker, which a test cannot reach, files go to the downloads.
    await page.addInitScript('delete window.showSaveFilePicker');
    await page.goto(open.server.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
  afterEach(() => context.close());

  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

  function port(name: PortName, side: 'input' | 'output'): Locator {
    const [id, key] = name.split('.');
    return node(id!).locator(`[data-side="${side}"][data-port="${key}"]`);
  }

  async function middleOf(element: Locator): Promise<Point> {
    const box = (await element.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async function chooseFromMenu(section: string, entry: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: 'Main menu' }).click();
    await page.getByRole('menuitem', { name: section, exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  }

  async function dragFromLibrary(title: string, to: Point): Promise<void> {
    const canvas = page.locator('.react-flow__pane');
    const { x, y } = (await canvas.boundingBox())!;
    const library = page.getByRole('region', { name: 'Nodes' });
    await library
      .getByRole('button', { name: title, exact: true })
      .dragTo(canvas, { targetPosition: { x: to.x - x, y: to.y - y } });
  }

  async function chooseNode(words: string, title: string): Promise<void> {
    await page.getByRole('combobox', { name: 'Add a node' }).fill(words);
    await page.getByRole('option', { name: new RegExp(`^${title}`) }).click();
  }

  async function searchAt(at: Point, words: string, title: string): Promise<void> {
    await page.mouse.dblclick(at.x, at.y);
    await chooseNode(words, title);
  }

  async function drag(from: Point, to: Point): Promise<void> {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
  }

  /** Drops a wire on empty canvas and chooses among the nodes that fit. */
  async function wireToNew(from: PortName, to: Point, title: string): Promise<void> {
    await drag(await middleOf(port(from, 'output')), to);
    const offered = page.getByRole('option', { name: new RegExp(`^${title}`) });
    await offered.waitFor();
    expect(await page.getByRole('option', { name: /^Checkpoint/ }).count()).toBe(0);
    await offered.click();
  }

  async function wire(from: PortName, to: PortName): Promise<void> {
    const wired = port(to, 'input').and(page.getByRole('button', { name: /, wired$/ }));
    expect(await wired.count(), `${to} before`).toBe(0);
    await drag(await middleOf(port(from, 'output')), await middleOf(port(to, 'input')));
    await wired.waitFor({ timeout: WIRE_MS });
  }

  async function enter(field: Locator, text: string): Promise<void> {
    await field.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  }

  async function setNumber(id: string, name: string, value: number): Promise<void> {
    await enter(node(id).getByRole('spinbutton', { name, exact: true }), String(value));
    await page.keyboard.press('Enter');
  }

  /** The workflow as a file, saved by the menu. */
  async function savedFile(): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chooseFromMenu('File', /^Save to file/),
    ]);
    return readFile(await download.path(), 'utf8');
  }

  async function shownIn(picture: Locator): Promise<RgbPicture> {
    const address = await picture.getAttribute('src');
    const bytes = await page.evaluate<number[]>(
      `fetch('${address}').then((response) => response.arrayBuffer()).then((bytes) => [...new Uint8Array(bytes)])`,
    );
    return readRgb(Uint8Array.from(bytes));
  }

  /** Undoes or redoes until it has come to an end, and once more. @returns the number of steps up to the end */
  async function travel(keys: string, isThere: () => Promise<boolean>): Promise<number> {
    await page.locator('.react-flow__pane').click({ position: FREE });
    let steps = 0;
    for (; !(await isThere()); steps++) {
      expect(steps).toBeLessThan(MOST_STEPS);
      await page.keyboard.press(keys);
    }
    await page.keyboard.press(keys);
    return steps;
  }

  async function addAllNodes(): Promise<void> {
    await dragFromLibrary('Checkpoint', { x: 450, y: 120 });
    await node('checkpoint').waitFor();
    // It stands where it was dropped, to a step of the grid.
    const title = await middleOf(node('checkpoint').locator('header'));
    expect(Math.hypot(title.x - 450, title.y - 120)).toBeLessThan(8);
    await wireToNew('checkpoint.textEncoder', { x: 650, y: 130 }, 'Text Encode');
    await node('text-encode').waitFor();
    await searchAt({ x: 770, y: 480 }, 'text enc', 'Text Encode');
    await dragFromLibrary('Noise', { x: 450, y: 560 });
    await wireToNew('checkpoint.schedulerConfig', { x: 650, y: 850 }, 'Schedule');
    await searchAt({ x: 1090, y: 850 }, 'denoise', 'Denoise Start');
    await dragFromLibrary('UNet', { x: 1410, y: 120 });
    await searchAt({ x: 1410, y: 480 }, 'unet', 'UNet');
    await wireToNew('unet.prediction', { x: 1610, y: 160 }, 'Guidance');
    await searchAt({ x: 1730, y: 480 }, 'step', 'Scheduler Step');
    await wireToNew('scheduler-step.latent', { x: 1930, y: 520 }, 'Denoise End');
    await wireToNew('denoise-end.latent', { x: 1610, y: 1000 }, 'VAE Decode');
    await dragFromLibrary('Save Image', { x: 2060, y: 1000 });
    await node('save-image').waitFor();
  }

  async function build(): Promise<void> {
    await addAllNodes();
    for (const [from, to] of WIRES) await wire(from, to);
    const prompt = node('text-encode').getByRole('textbox', { name: 'Text', exact: true });
    await enter(prompt, PROMPT);
    await setNumber('noise', 'Width', SIDE);
    await setNumber('noise', 'Height', SIDE);
    await setNumber('schedule', 'Steps', 3);
  }

  test('it is built, runs, and paints what Node paints; all of it can be undone and redone', async () => {
    await chooseFromMenu('File', /^New workflow/);
    await page.getByRole('region', { name: 'How to begin' }).waitFor();
    const empty = await savedFile();
    await build();
    const built = await savedFile();
    const document = readDocument(built);
    expect(analyse(document, builtinRegistry).problems).toEqual([]);
    expect(document.graphs.main.edges).toHaveLength(25);

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const picture = node('save-image').getByRole('button', { name: 'Show picture 1 of 1' }).locator('img');
    await picture.waitFor({ timeout: RUN_MS });
    const onNode = await runtime.run({ document });
    expect(onNode.problems).toEqual([]);
    const [here, there] = await Promise.all([shownIn(picture), readRgb(onNode.outputs[0]!)]);
    expect([here.widthPx, here.heightPx]).toEqual([SIDE, SIDE]);
    expect(meanDifference(here, there)).toBeLessThan(TOLERANCE);

    const start = page.getByRole('region', { name: 'How to begin' });
    const steps = await travel('Control+z', () => start.isVisible());
    expect(await savedFile()).toBe(empty);
    let redone = 0;
    await travel('Control+Shift+z', async () => redone++ === steps);
    expect(await savedFile()).toBe(built);
    await picture.waitFor();
  });
});

/** Beside those that come with nodes that are dropped from a port. */
const WIRES: readonly (readonly [from: PortName, to: PortName])[] = [
  ['checkpoint.textEncoder', 'text-encode-2.textEncoder'],
  ['checkpoint.unet', 'noise.unet'],
  ['checkpoint.unet', 'unet.unet'],
  ['checkpoint.unet', 'unet-2.unet'],
  ['checkpoint.vae', 'vae-decode.vae'],
  ['noise.latent', 'denoise-start.latent'],
  ['noise.seed', 'scheduler-step.seed'],
  ['schedule.schedule', 'denoise-start.schedule'],
  ['text-encode.conditioning', 'unet.conditioning'],
  ['text-encode-2.conditioning', 'unet-2.conditioning'],
  ['denoise-start.latent', 'unet.latent'],
  ['denoise-start.latent', 'unet-2.latent'],
  ['denoise-start.latent', 'scheduler-step.latent'],
  ['denoise-start.step', 'unet.step'],
  ['denoise-start.step', 'unet-2.step'],
  ['denoise-start.step', 'scheduler-step.step'],
  ['unet-2.prediction', 'guidance.unconditional'],
  ['guidance.prediction', 'scheduler-step.prediction'],
  ['scheduler-step.denoised', 'denoise-end.preview'],
  ['vae-decode.image', 'save-image.image'],
];

function readDocument(text: string): WorkflowDocument {
  const read = parseWorkflow(text, builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.document;
}
