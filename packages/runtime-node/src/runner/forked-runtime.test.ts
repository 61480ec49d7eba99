import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAIN_GRAPH, type RunEvent, type WorkflowDocument } from '@latentgraph/graph-core';
import { expect, it, onTestFinished } from 'vitest';
import { homeAt } from '../home.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ForkedRuntime } from './forked-runtime.ts';

const document: WorkflowDocument = {
  format: 'latentgraph',
  version: 1,
  graphs: { [MAIN_GRAPH]: { nodes: {}, edges: [] } },
};

/** @param onMessage JavaScript that answers `message` */
async function runtimeWith(onMessage: string): Promise<ForkedRuntime> {
  const folder = await temporaryFolder();
  const script = join(folder, 'runner.mjs');
  await writeFile(script, `process.on('message', (message) => { ${onMessage} });`);
  const runtime = new ForkedRuntime({ home: homeAt(folder), device: 'cpu', script });
  onTestFinished(() => runtime.close());
  return runtime;
}

const READY = `if (message.type === 'setUp') return process.send({ type: 'ready', device: 'cpu' });`;

async function typesOf(events: AsyncIterable<RunEvent>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of events) types.push(event.type);
  return types;
}

it('tells why the process ended when it was not told to', async () => {
  const runtime = await runtimeWith(`${READY} process.exit(3);`);
  const events: RunEvent[] = [];
  for await (const event of runtime.events(await runtime.submit({ document }))) events.push(event);
  expect(events).toMatchObject([
    { type: 'queued', seq: 1 },
    { type: 'failed', seq: 2, problems: [{ code: 'runner-crashed' }] },
  ]);
});

it('stops a run in a process that answers nobody', async () => {
  const runtime = await runtimeWith(`${READY} for (;;);`);
  const run = await runtime.submit({ document });
  await runtime.cancel(run);
  runtime.stop();
  expect(await typesOf(runtime.events(run))).toEqual(['queued', 'cancelled']);
});

it.each([
  [
    'is refused its device',
    "process.send({ type: 'refused', problem: { code: 'none', severity: 'error', message: '', remedy: '' } })",
    'none',
  ],
  ['ends before it is ready', 'process.exit(1)', 'runner-crashed'],
])('takes no run when the process %s', async (_, onMessage, code) => {
  const runtime = await runtimeWith(onMessage);
  await expect(runtime.submit({ document })).rejects.toMatchObject({ problem: { code } });
});
