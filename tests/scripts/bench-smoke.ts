import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../cli/cli.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/bench.mjs');

/** What `npm run bench -- --smoke` prints as JSON, and how it ends. */
export function smokeOf(options: readonly string[]): {
  readonly status: number | null;
  readonly stderr: string;
  readonly values: readonly number[];
} {
  const json = join(temporaryFolder(), 'measures.json');
  const args = [SCRIPT, '--smoke', ...options, '--json', json];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const { measures } = JSON.parse(readFileSync(json, 'utf8')) as {
    measures: readonly { value: number }[];
  };
  return { status, stderr, values: measures.map(({ value }) => value) };
}
