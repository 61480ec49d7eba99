import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../cli/cli.ts';

const root = join(import.meta.dirname, '../..');
const SCRIPT = join(root, 'scripts/bench.mjs');

it.each([
  { name: 'usual size', options: [] },
  { name: 'full size', options: ['--full-size'] },
])('runs one small round of every measure: $name', { timeout: 120_000 }, ({ options }) => {
  const json = join(temporaryFolder(), 'measures.json');
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, '--smoke', ...options, '--json', json], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { measures } = JSON.parse(readFileSync(json, 'utf8')) as { measures: { value: number }[] };
  expect(measures).not.toEqual([]);
  expect(measures.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
});
