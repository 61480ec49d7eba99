// npm run bench [-- --json FILE] [NAME …]
// Each file in scripts/bench measures one thing and says what is good enough.
// npm run bench -- --smoke      only shows that each still runs: one small round, and those that need a browser are only loaded.
// npm run bench -- --full-size  measures with made weights of Stable Diffusion 1.5's size instead: 10 GB of memory, minutes.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp } from './lib/setup.mjs';
import { endWithParent, root } from './lib/stage.mjs';

/**
 * @typedef {object} Measure
 * @property {string} name
 * @property {number} value
 * @property {string} unit `×` for ratios, `ms`, `MB` …
 * @property {string} goal what `ok` was judged by, for example `≤ 1.05`
 * @property {boolean} ok
 */

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'string' },
    'full-size': { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
/** The smallest of everything that a measure takes. */
const SMALLEST = { rounds: 1, steps: 20, channels: 32, size: 8 };

const folder = join(root, 'scripts', 'bench', ...(values['full-size'] ? ['full-size'] : []));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .filter((name) => positionals.length === 0 || positionals.includes(name))
  .sort();

endWithParent();
// A smoke run is one of the tests, which others run beside: it takes what is built.
if (!values.smoke) await setUp();

/** @type {Measure[]} */
const measures = [];
for (const name of names) {
  const { measure, needsBrowser = false } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  if (values.smoke && needsBrowser) continue;
  for (const result of await measure(values.smoke ? SMALLEST : undefined)) {
    measures.push(result);
    printRow(result);
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ measures }, null, 2)}\n`);
// A small round says nothing of goals.
process.exitCode = values.smoke || measures.every(({ ok }) => ok) ? 0 : 1;

/** @param {Measure} measure */
function printRow({ name, value, unit, goal, ok }) {
  const number = `${value.toFixed(value < 10 ? 3 : 1)} ${unit}`;
  process.stdout.write(`${ok ? 'ok  ' : 'MISS'} ${name.padEnd(64)} ${number.padStart(14)}   goal ${goal}\n`);
}
