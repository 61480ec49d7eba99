import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../lib/stage.mjs';

const ROUNDS = 15;
const LATENTGRAPH = join(root, 'packages', 'runtime-node', 'bin', 'latentgraph.js');

/** How much longer `latentgraph --help` takes than Node itself; medians of runs that take turns. */
export function measure({ rounds = ROUNDS } = {}) {
  const helpMs = [];
  const nodeMs = [];
  for (let run = 0; run < rounds; run += 1) {
    nodeMs.push(timeMs(['-e', '0']));
    helpMs.push(timeMs([LATENTGRAPH, '--help']));
  }
  const value = median(helpMs) / median(nodeMs);
  return [
    { name: 'latentgraph --help against node -e 0', value, unit: '×', goal: '≤ 2.5', ok: value <= 2.5 },
  ];
}

function timeMs(args) {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - startedMs;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
