import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { findChromium } from '../lib/chromium.mjs';
import { root } from '../lib/stage.mjs';
import { buildEditorPages } from './lib/build-editor-pages.mjs';
import { dragFrames, nodeInView, typingTimes, zoomTo } from './lib/canvas-gestures.mjs';
import { largeWorkflow } from './lib/large-workflow.mjs';
import { median, medianRatio } from './lib/rounds.mjs';

const ROUNDS = 5;
const NODES = 500;
const MANY_NODES = 1000;
const WINDOW = { width: 1440, height: 900 };
/** The zoom of each; undefined for that which shows all nodes. */
const VIEWS = { 'over all of it': undefined, 'close by': 1 };
const GESTURES = { panning: 'middle', 'dragging a node': 'left' };
const SETTLING_MS = 2000;

export const needsBrowser = true;

/** The editor with large workflows, and how its canvas moves against React Flow's with as many default nodes. */
export async function measure() {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium here: name one in CHROME_PATH.');
  const outDir = join(root, 'node_modules', '.cache', 'latentgraph', 'editor-pages');
  await buildEditorPages(outDir);
  const server = await preview({
    ...{ root: outDir, configFile: false, logLevel: 'error', build: { outDir } },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const open = (path, nodes) => openPage(browser, new URL(path, server.resolvedUrls.local[0]).href, nodes);
    return [...(await measureLarge(open)), ...(await measureMany(open))];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A page of its own that shows a workflow of so many nodes in place of the one that a newcomer sees first. */
async function openPage(browser, url, nodes) {
  const page = await (await browser.newContext({ viewport: WINDOW })).newPage();
  const body = JSON.stringify(largeWorkflow(nodes));
  await page.route('**/examples/text-to-image.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
  const startedMs = performance.now();
  await page.goto(url);
  await page.waitForFunction(allNodesShown, nodes, { polling: 'raf' });
  return { page, openedMs: performance.now() - startedMs };
}

function allNodesShown(count) {
  const nodes = document.querySelectorAll('.react-flow__node');
  return nodes.length >= count && [...nodes].every(({ style }) => style.visibility !== 'hidden');
}

async function measureLarge(open) {
  const openedMs = [];
  const pages = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, openedMs: ms } = await open('.', NODES);
    openedMs.push(ms);
    if (round < ROUNDS - 1) await page.context().close();
    else pages.editor = page;
  }
  pages.bare = (await open('bare-flow/', NODES)).page;
  const frames = await compareGestures(pages);
  const typed = await typeIntoField(pages.editor);
  await pages.editor.keyboard.press('Control+2');
  await pages.editor.getByRole('tree', { name: 'Outline of the graph' }).waitFor();
  const typedBesideOutline = await typeIntoField(pages.editor);
  await Promise.all(Object.values(pages).map((page) => page.context().close()));
  return [
    below(`opening ${NODES} nodes, page included`, median(openedMs), 'ms', 2000),
    ...Object.entries(frames).flatMap(([gesture, { editor, bare }]) => [
      told(`a frame of the editor, ${gesture}, ${NODES} nodes`, median(editor), 'ms'),
      below('… against React Flow alone', medianRatio(editor, bare), '×', 1.5),
    ]),
    below(`typing in a field, ${NODES} nodes`, typed, 'ms', 50),
    below('… with the outline open', typedBesideOutline, 'ms', 50),
  ];
}

/** The median frame of each gesture in each page, round after round, by turns. */
async function compareGestures(pages) {
  const frames = {};
  for (const [view, zoom] of Object.entries(VIEWS)) {
    for (const page of Object.values(pages)) await show(page, zoom);
    for (const [gesture, button] of Object.entries(GESTURES)) {
      const times = { editor: [], bare: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const name of round % 2 === 0 ? ['editor', 'bare'] : ['bare', 'editor']) {
          times[name].push(await gestureMs(pages[name], button));
        }
      }
      frames[`${gesture} ${view}`] = times;
    }
  }
  return frames;
}

/** Leaves the canvas at a zoom, with its nodes drawn as they are at it; as it opened where no zoom is given. */
async function show(page, zoom) {
  await page.bringToFront();
  if (zoom !== undefined) await zoomTo(page, await nodeInView(page), zoom);
  await page.waitForTimeout(SETTLING_MS);
}

async function gestureMs(page, button) {
  await page.bringToFront();
  return median(await dragFrames(page, await nodeInView(page), button));
}

/** The slowest of twenty key presses but one, in a field of the node that was dragged last: what a person feels. */
async function typeIntoField(page) {
  await page.bringToFront();
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox').first().click();
  const times = await typingTimes(page, 'a red house by a lake');
  return times.sort((a, b) => a - b).at(-2);
}

async function measureMany(open) {
  const { page, openedMs } = await open('.', MANY_NODES);
  const measures = [below(`opening ${MANY_NODES} nodes, page included`, openedMs, 'ms', 4000)];
  for (const [view, zoom] of Object.entries(VIEWS)) {
    await show(page, zoom);
    for (const [gesture, button] of Object.entries(GESTURES)) {
      const name = `a frame of the editor, ${gesture} ${view}, ${MANY_NODES} nodes`;
      measures.push(below(name, await gestureMs(page, button), 'ms', 100));
    }
  }
  await page.context().close();
  return measures;
}

function below(name, value, unit, limit) {
  return { name, value, unit, goal: `≤ ${limit}`, ok: value <= limit };
}

function told(name, value, unit) {
  return { name, value, unit, goal: 'told', ok: true };
}
