import { createWebRuntime } from '@latentgraph/runtime-web';

const SCALE = 7.5;

let runtime;
let document;
let loop;

/** Asks the worker of the hand-written loop, and waits for its answer. */
function askLoop(message) {
  return new Promise((resolve, reject) => {
    loop.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve());
    loop.postMessage(message);
  });
}

/** What `npm run bench:web` calls: both ways of painting, on a device. */
globalThis.bench = {
  async open(device) {
    runtime?.close();
    loop?.terminate();
    runtime = createWebRuntime({
      worker: () => new Worker(new URL('./runtime-worker.mjs', import.meta.url), { type: 'module' }),
      modelListUrl: new URL('models.json', location.href).href,
      device,
    });
    document = await (await fetch('examples/text-to-image.json')).json();
    loop = new Worker(new URL('./loop-worker.mjs', import.meta.url), { type: 'module' });
    const description = await runtime.describe();
    const cores = navigator.hardwareConcurrency;
    // As many as the runtime takes.
    const threads = crossOriginIsolated ? Math.min(cores > 2 ? cores - 1 : cores, 8) : 1;
    await askLoop({ open: { device, threads, folder: new URL('models/tiny/', location.href).href } });
    return description;
  },

  // Prompts and seeds that never come again, so that no result comes from the cache.
  async graph(round, steps) {
    const run = await runtime.submit({
      document,
      targets: ['decode'],
      overrides: {
        'prompt.text': `a red house and ${round} trees in winter`,
        'negative.text': ' '.repeat(round + 2),
        'noise.seed': 100 + round,
        'schedule.steps': steps,
        'guidance.scale': SCALE,
      },
    });
    const stepMs = [];
    for await (const event of runtime.events(run)) {
      if (event.type === 'failed') throw new Error(event.problems[0].message);
      if (event.type === 'stepFinished') stepMs.push(event.elapsedMs);
    }
    return stepMs;
  },

  hand: (round, steps) =>
    askLoop({
      paint: {
        ...{ prompt: `a red house and ${round} trees in winter`, seed: 100 + round },
        ...{ steps, scale: SCALE, batched: true },
      },
    }),
};
