import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveNodes, parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createLocalRuntime } from '@latentgraph/runtime-node';
import { root } from '../lib/stage.mjs';

/** What runs again after an edit: counts of nodes, which do not depend on the machine. */
export async function measure() {
  const home = await mkdtemp(join(tmpdir(), 'latentgraph-bench-'));
  const runtime = await createLocalRuntime({ home, device: 'cpu' });
  const { document } = parseWorkflow(
    readFileSync(join(root, 'examples', 'text-to-image.json'), 'utf8'),
    builtinRegistry,
  );
  const few = { 'schedule.steps': 2 };
  try {
    await nodesThatRan(runtime, { document, overrides: few });
    const prompt = await nodesThatRan(runtime, {
      document,
      overrides: { ...few, 'prompt.text': 'two trees in winter' },
    });
    const rerun = ['checkpoint', 'noise', 'schedule', 'negative'].filter((node) =>
      prompt.includes(node),
    ).length;
    const moved = moveNodes({ noise: { x: 5000, y: 5000 }, prompt: { x: -5000, y: 0 } })(document);
    if (!moved.ok) throw new Error('The nodes could not be moved.');
    const afterMove = await nodesThatRan(runtime, {
      document: moved.document,
      overrides: { ...few, 'prompt.text': 'two trees in winter' },
    });
    const recomputed = afterMove.filter((node) => node !== 'save').length;
    return [
      {
        name: 'nodes besides its own branch that run again when the prompt changes',
        value: rerun,
        unit: 'nodes',
        goal: '0',
        ok: rerun === 0 && prompt.includes('prompt'),
      },
      {
        name: 'nodes that run again when nodes are moved',
        value: recomputed,
        unit: 'nodes',
        goal: '0',
        ok: recomputed === 0,
      },
    ];
  } finally {
    await runtime.close();
    await rm(home, { recursive: true });
  }
}

async function nodesThatRan(runtime, request) {
  const run = await runtime.submit(request);
  const ran = [];
  for await (const event of runtime.events(run)) {
    if (event.type === 'failed') throw new Error(event.problems[0].message);
    if (event.type === 'nodeFinished' && !event.cached) ran.push(event.node);
  }
  return ran;
}
