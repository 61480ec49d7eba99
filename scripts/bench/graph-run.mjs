import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createLocalRuntime, loadOrt, sessionOptions } from '@latentgraph/runtime-node';
import { root } from '../lib/stage.mjs';
import { createHandWrittenLoop } from './lib/hand-written-loop.mjs';
import { medianRatio, takeTurns } from './lib/rounds.mjs';

const ROUNDS = 15;
const STEPS = 20;
const SCALE = 7.5;
const GOAL = 1.02;

/** A whole run of the text-to-image example, prompt to picture, against the same written by hand. */
export async function measure({ rounds = ROUNDS } = {}) {
  const home = await mkdtemp(join(tmpdir(), 'latentgraph-bench-'));
  const runtime = await createLocalRuntime({ home, device: 'cpu' });
  const { document } = parseWorkflow(
    readFileSync(join(root, 'examples', 'text-to-image.json'), 'utf8'),
    builtinRegistry,
  );
  const paint = await openLoop(join(root, 'models', 'tiny', 'model'));

  // Prompts and seeds that never come again, so that no result comes from the cache.
  const promptOf = (round) => `a red house and ${round} trees in winter`;
  const byGraph = (round) =>
    finish(runtime, {
      document,
      targets: ['decode'],
      overrides: {
        'prompt.text': promptOf(round),
        'negative.text': `${round % 2 === 0 ? '' : ' '}${' '.repeat(round + 2)}`,
        'noise.seed': 100 + round,
        'schedule.steps': STEPS,
        'guidance.scale': SCALE,
      },
    });
  const byHand = (batched) => (round) =>
    paint({ prompt: promptOf(round), seed: 100 + round, steps: STEPS, scale: SCALE, batched });

  try {
    const times = await takeTurns(
      { graph: byGraph, batched: byHand(true), oneByOne: byHand(false) },
      { rounds, warmUp: 2 },
    );
    const againstBatched = medianRatio(times.graph, times.batched);
    const againstOneByOne = medianRatio(times.graph, times.oneByOne);
    return [
      {
        name: 'graph run against a hand-written loop with the same batching',
        value: againstBatched,
        unit: '×',
        goal: `≤ ${GOAL}`,
        ok: againstBatched <= GOAL,
      },
      {
        name: 'graph run against a hand-written loop, UNets one after the other',
        value: againstOneByOne,
        unit: '×',
        goal: '< 1',
        ok: againstOneByOne < 1,
      },
    ];
  } finally {
    await runtime.close();
    await rm(home, { recursive: true });
  }
}

async function openLoop(folder) {
  const { InferenceSession, Tensor } = await loadOrt();
  return createHandWrittenLoop({
    Tensor,
    open: (component) =>
      InferenceSession.create(join(folder, component, 'model.onnx'), sessionOptions('cpu')),
    read: (path) => readFile(join(folder, path), 'utf8'),
  });
}

async function finish(runtime, request) {
  const run = await runtime.submit(request);
  for await (const event of runtime.events(run)) {
    if (event.type === 'failed') throw new Error(event.problems[0].message);
  }
}
