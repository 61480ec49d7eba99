import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createJobService, createLocalRuntime } from '@latentgraph/runtime-node';
import { root } from '../lib/stage.mjs';
import { medianRatio, takeTurns } from './lib/rounds.mjs';

const ROUNDS = 15;
const GOAL = 1.15;

/** A warm job through queue, database and runner process, from submitting to its picture, against the same in one process. */
export async function measure({ rounds = ROUNDS } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'latentgraph-bench-'));
  const service = await createJobService({ home: join(folder, 'server'), devices: ['cpu'] });
  const local = await createLocalRuntime({ home: join(folder, 'local'), device: 'cpu' });
  const { document } = parseWorkflow(
    readFileSync(join(root, 'examples', 'text-to-image.json'), 'utf8'),
    builtinRegistry,
  );
  // Seeds that never come again, so that no result comes from the cache.
  const request = (round) => ({ document, overrides: { 'noise.seed': 100 + round } });

  try {
    const times = await takeTurns(
      {
        server: (round) => paint(service, request(round)),
        oneProcess: (round) => paint(local, request(round)),
      },
      { rounds, warmUp: 2 },
    );
    const ratio = medianRatio(times.server, times.oneProcess);
    return [
      {
        name: 'job through the server against the same in one process',
        value: ratio,
        unit: '×',
        goal: `≤ ${GOAL}`,
        ok: ratio <= GOAL,
      },
    ];
  } finally {
    await service.close(0);
    await local.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Submits a run, waits for its end and reads its picture. */
async function paint(runtime, request) {
  let last;
  let picture;
  for await (const event of runtime.events(await runtime.submit(request))) {
    if (event.type === 'output') picture = await runtime.assets.get(event.asset);
    last = event;
  }
  if (last?.type !== 'finished' || !picture) throw new Error(`The run ended as ${last?.type}.`);
}
