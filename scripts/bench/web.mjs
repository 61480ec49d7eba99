import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { findChromium } from '../lib/chromium.mjs';
import { root } from '../lib/stage.mjs';
import { buildBenchPage } from './lib/build-bench-page.mjs';
import { median, medianRatio, takeTurns } from './lib/rounds.mjs';

const ROUNDS = 9;
const STEPS = 20;

export const needsBrowser = true;

/** A whole run of the text-to-image example in a browser, prompt to picture, against the same written by hand. */
export async function measure() {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium here: name one in CHROME_PATH.');
  const outDir = join(root, 'node_modules', '.cache', 'latentgraph', 'bench-page');
  await buildBenchPage(outDir);
  const server = await preview({
    ...{ root: outDir, configFile: false, logLevel: 'error', build: { outDir } },
    preview: {
      port: 0,
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-unsafe-webgpu'] });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls.local[0]);
    await page.waitForFunction('"bench" in globalThis');
    const measures = [];
    for (const device of await devicesOf(page)) measures.push(...(await measureDevice(page, device)));
    return measures;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A software adapter is left out: it says nothing about a GPU. */
async function devicesOf(page) {
  const { devices } = await page.evaluate(() => globalThis.bench.open('wasm'));
  return devices.filter(({ available }) => available).map(({ id }) => id);
}

async function measureDevice(page, device) {
  await page.evaluate((id) => globalThis.bench.open(id), device);
  const stepMs = [];
  const times = await takeTurns(
    {
      async graph(round) {
        const steps = await page.evaluate(([at, count]) => globalThis.bench.graph(at, count), [round, STEPS]);
        if (round >= 0) stepMs.push(...steps);
      },
      hand: (round) => page.evaluate(([at, count]) => globalThis.bench.hand(at, count), [round, STEPS]),
    },
    { rounds: ROUNDS, warmUp: 2 },
  );
  const ratio = medianRatio(times.graph, times.hand);
  return [
    {
      name: `a step of the tiny model, ${device}`,
      value: median(stepMs),
      unit: 'ms',
      goal: 'told',
      ok: true,
    },
    {
      name: `graph run against a hand-written loop, ${device}`,
      ...{ value: ratio, unit: '×', goal: '≤ 1.05', ok: ratio <= 1.05 },
    },
  ];
}
