import { readFile } from 'node:fs/promises';
import { analyse } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../support/examples.ts';
import { meanDifference, readRgb } from '../../support/pictures.ts';
import { useRuntime } from '../../support/use-runtime.ts';
import { hasBrowser } from '../support/browser.ts';
import { useEditorPage } from '../support/editor-page.ts';
import { boxOf, gripOf, type Point } from '../support/gestures.ts';
import { shownPicture } from '../support/shown-picture.ts';

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

/** A port as `node.port`. */
type PortName = string;

describe.skipIf(!hasBrowser)('text to image, from an empty canvas by mouse', () => {
  const runtime = useRuntime();
  let page: Page;
  const { node, port, drag, press } = useEditorPage({
    // A large screen: all nodes stand side by side at their full size.
    viewport: { width: 2560, height: 1440 },
    prepare(opened) {
      page = opened;
    },
  });

  async function chooseFromMenu(section: string, entry: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: 'Main menu' }).click();
    await page.getByRole('menuitem', { name: section, exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  }

  async function dragFromLibrary(title: string, to: Point): Promise<void> {
    const canvas = page.locator('.react-flow__pane');
    const { x, y } = await boxOf(canvas);
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

  /** Drops a wire on empty canvas and chooses among the nodes that fit. */
  async function wireToNew(from: PortName, to: Point, title: string): Promise<void> {
    await drag(port(from, 'output'), to);
    const offered = page.getByRole('option', { name: new RegExp(`^${title}`) });
    await offered.waitFor();
    expect(await page.getByRole('option', { name: /^Checkpoint/ }).count()).toBe(0);
    await offered.click();
  }

  async function wire(from: PortName, to: PortName): Promise<void> {
    const wired = port(to, 'input').and(page.getByRole('button', { name: /, wired$/ }));
    expect(await wired.count(), `${to} before`).toBe(0);
    await drag(port(from, 'output'), port(to, 'input'));
    await wired.waitFor({ timeout: WIRE_MS });
  }

  async function enter(field: Locator, text: string): Promise<void> {
    await field.click();
    await press('Control+a');
    await page.keyboard.type(text);
  }

  async function setNumber(id: string, name: string, value: number): Promise<void> {
    await enter(node(id).getByRole('spinbutton', { name, exact: true }), String(value));
    await press('Enter');
  }

  /** The workflow as a file, saved by the menu. */
  async function savedFile(): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chooseFromMenu('File', /^Save to file/),
    ]);
    return readFile(await download.path(), 'utf8');
  }

  /** Undoes or redoes until it has come to an end, and once more. @returns the number of steps up to the end */
  async function travel(keys: string, isThere: () => Promise<boolean>): Promise<number> {
    await page.locator('.react-flow__pane').click({ position: FREE });
    let steps = 0;
    for (; !(await isThere()); steps++) {
      expect(steps).toBeLessThan(MOST_STEPS);
      await press(keys);
    }
    await press(keys);
    return steps;
  }

  async function addAllNodes(): Promise<void> {
    await dragFromLibrary('Checkpoint', { x: 480, y: 120 });
    await node('checkpoint').waitFor();
    // It stands where it was dropped, to a step of the grid.
    const title = await gripOf(node('checkpoint').locator('header'));
    expect(Math.hypot(title.x - 480, title.y - 120)).toBeLessThan(8);
    await wireToNew('checkpoint.textEncoder', { x: 650, y: 130 }, 'Text Encode');
    await node('text-encode').waitFor();
    await searchAt({ x: 770, y: 480 }, 'text enc', 'Text Encode');
    await dragFromLibrary('Noise', { x: 480, y: 560 });
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
    const here = await readRgb(await shownPicture(picture));
    expect([here.widthPx, here.heightPx]).toEqual([SIDE, SIDE]);
    expect(meanDifference(here, await readRgb(onNode.outputs[0]!))).toBeLessThan(TOLERANCE);

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
