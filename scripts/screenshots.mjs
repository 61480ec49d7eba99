// npm run screenshots: takes the pictures of the editor that the README shows, docs/images/editor-*.png, in a Chromium.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSite, setUp } from './lib/setup.mjs';
import { endWithParent, root } from './lib/stage.mjs';

endWithParent();
await setUp();
await buildSite();
// Installed only now.
const { chromium } = await import('playwright-core');
const { default: sharp } = await import('sharp');
const { preview } = await import('vite');
const { findChromium } = await import('./lib/chromium.mjs');

const RUN_TIMEOUT_MS = 60_000;
const VIEWPORT = { width: 1440, height: 900 };
/** Empty canvas: a pointer that rests there shows no tooltip. */
const NOWHERE = [700, 880];

/** What each picture shows, from the page as a newcomer finds it. */
const shots = [
  { name: 'graph', theme: 'light', prepare: run },
  { name: 'graph-dark', theme: 'dark', prepare: run },
  { name: 'form', theme: 'light', prepare: showForm },
  { name: 'mask', theme: 'light', example: 'Inpainting', prepare: paintMask },
  { name: 'add', theme: 'dark', prepare: searchNodes },
];

const executablePath = await findChromium();
if (executablePath === undefined) {
  process.stderr.write('There is no Chromium: install one, or name one in CHROME_PATH.\n');
  process.exit(1);
}
const server = await preview({
  root: join(root, 'apps', 'editor'),
  logLevel: 'error',
  preview: { host: '127.0.0.1', port: 0 },
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const shot of shots) await take(shot);
} finally {
  await browser.close();
  await server.close();
}

async function take({ name, theme, example, prepare }) {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(RUN_TIMEOUT_MS);
  await page.addInitScript(() => {
    localStorage.setItem('latentgraph.layout', JSON.stringify({ welcomed: true }));
  });
  await page.goto(server.resolvedUrls.local[0]);
  await page.locator('.react-flow__node').first().waitFor();
  if (example !== undefined) await openExample(page, example);
  await prepare(page);
  const file = join('docs', 'images', `editor-${name}.png`);
  const small = await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 10 })
    .toBuffer();
  await writeFile(join(root, file), small);
  process.stdout.write(`${file}\n`);
  await context.close();
}

async function openExample(page, name) {
  await page
    .getByRole('button', { name: /New from template/ })
    .first()
    .click();
  await page.getByRole('dialog').getByText(name, { exact: true }).first().click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.mouse.move(...NOWHERE);
}

async function run(page) {
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await page
    .getByText(/^Done in /)
    .first()
    .waitFor();
  await page.locator('.react-flow__node img').last().waitFor();
  await page.mouse.move(...NOWHERE);
}

async function showForm(page) {
  await run(page);
  await page.getByText('Form', { exact: true }).first().click();
  await page.locator('main img, figure img').first().waitFor();
}

async function paintMask(page) {
  await page.locator('.react-flow__node[data-id="paint"] header').click();
  await page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('button', { name: 'Go on painting' })
    .click();
  await page.getByTestId('paint').waitFor();
  await page.getByRole('group', { name: /^Mask/ }).focus();
}

async function searchNodes(page) {
  await run(page);
  await page.mouse.dblclick(640, 660);
  await page.getByRole('dialog', { name: 'Add a node' }).waitFor();
  await page.keyboard.type('gui');
}
