// A process of its own: node evaluate-made-unet.mjs OPTIONS, as JSON; prints how long opening and a step took, and its memory.

import { readFileSync } from 'node:fs';
import { loadOrt, sessionOptions } from '@latentgraph/runtime-node';
import { EMBEDDING_WIDTH } from './made-unet.mjs';

const { path, size, batches, rounds, ort, asBytes = false } = JSON.parse(process.argv[2]);
const { InferenceSession, Tensor } = await loadOrt();
const openedMs = performance.now();
const session = await InferenceSession.create(asBytes ? readFileSync(path) : path, {
  ...sessionOptions('cpu'),
  ...ort,
});
const openSeconds = (performance.now() - openedMs) / 1000;

const tensor = (...dims) =>
  new Tensor(
    'float32',
    new Float32Array(dims.reduce((a, b) => a * b)).map((_, at) => Math.sin(at)),
    dims,
  );

const steps = [];
for (let round = 0; round < rounds; round += 1) {
  const startedMs = performance.now();
  for (const batch of batches) {
    const outputs = await session.run({
      sample: tensor(batch, 4, size, size),
      timestep: new Tensor('float32', new Array(batch).fill(500), [batch]),
      encoder_hidden_states: tensor(batch, 77, EMBEDDING_WIDTH),
    });
    if (!Object.values(outputs)[0].data.every(Number.isFinite)) throw new Error('The made weights overflow.');
  }
  steps.push((performance.now() - startedMs) / 1000);
}
const peakGb = process.resourceUsage().maxRSS / 2 ** 20;
process.stdout.write(
  JSON.stringify({ openSeconds, stepSeconds: Math.min(...steps), peakGb, ownGb: ownMemoryKb() / 2 ** 20 }),
);

/** What is neither shared nor mapped from files; 0 where the system does not tell. */
function ownMemoryKb() {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
