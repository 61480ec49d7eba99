// A process of its own: node evaluate-made-unet.mjs MODEL OPTIONS, both as JSON; prints seconds a step and the peak of its memory.

import { loadOrt, sessionOptions } from '@latentgraph/runtime-node';
import { EMBEDDING_WIDTH } from './made-unet.mjs';

const { path, size, batches, rounds, ort } = JSON.parse(process.argv[2]);
const { InferenceSession, Tensor } = await loadOrt();
const session = await InferenceSession.create(path, { ...sessionOptions('cpu'), ...ort });

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
      timestep: new Tensor('float32', [500], [1]),
      encoder_hidden_states: tensor(batch, 77, EMBEDDING_WIDTH),
    });
    if (!Object.values(outputs)[0].data.every(Number.isFinite)) throw new Error('The made weights overflow.');
  }
  steps.push((performance.now() - startedMs) / 1000);
}
const peakGb = process.resourceUsage().maxRSS / 2 ** 20;
process.stdout.write(JSON.stringify({ stepSeconds: Math.min(...steps), peakGb }));
