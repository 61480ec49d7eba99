// node --expose-gc zone-peak.mjs STEPS: prints the most bytes that are in use after every tenth step of the example on the
// micro model, at 128×128.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createLocalRuntime } from '@latentgraph/runtime-node';
import { root } from '../../lib/stage.mjs';

const steps = Number(process.argv[2]);
const home = await mkdtemp(join(tmpdir(), 'latentgraph-bench-'));
const runtime = await createLocalRuntime({ home, device: 'cpu' });
await runtime.models.add(join(root, 'fixtures', 'models', 'micro'), 'micro');
const { document } = parseWorkflow(
  readFileSync(join(root, 'examples', 'text-to-image.json'), 'utf8'),
  builtinRegistry,
);

const run = await runtime.submit({
  document,
  targets: ['end'],
  overrides: {
    'checkpoint.model': 'micro',
    'schedule.steps': steps,
    'schedule.spacing': 'linspace',
    'noise.width': 128,
    'noise.height': 128,
  },
});
let peakBytes = 0;
let finished = 0;
for await (const event of runtime.events(run)) {
  if (event.type === 'failed') throw new Error(event.problems[0].message);
  if (event.type !== 'stepFinished') continue;
  finished += 1;
  if (finished % 10 !== 0) continue;
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  peakBytes = Math.max(peakBytes, heapUsed + arrayBuffers);
}
if (finished !== steps) throw new Error(`${finished} of ${steps} steps were reported.`);
await runtime.close();
await rm(home, { recursive: true });
process.stdout.write(String(peakBytes));
