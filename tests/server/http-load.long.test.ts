import { Agent, get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { textToImage } from './support/example.ts';
import { type Serving, serve } from './support/serve.ts';

const ROUNDS = 5;
const ROUND_MS = 12_000;
const CONNECTIONS = 100;
/** Of each connection: 100 of them ask 100 times a second together. */
const PAUSE_MS = 1000;

const PATHS = ['/api/runs?limit=20', '/api/runtime', '/api/metrics', '/api/models', '/api/health'];

interface Round {
  readonly p99Ms: number;
  readonly statuses: ReadonlySet<number>;
}

it('answers 100 connections while a job runs, and says quickly how it is', async () => {
  const serving = await serve();
  const idle: Round[] = [];
  const busy: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    idle.push(await probe(serving, 0));
    const run = await serving.client.submit(textToImage(1000, round));
    const more = await serving.client.submit(textToImage(1000, round + 100));
    busy.push(await probe(serving, CONNECTIONS));
    for (const id of [more, run]) await serving.client.cancel(id);
    await expect.poll(async () => (await serving.client.metrics()).runs.running, { timeout: 20_000 }).toBe(0);
  }
  const idleMs = median(idle.map(({ p99Ms }) => p99Ms));
  const busyMs = median(busy.map(({ p99Ms }) => p99Ms));
  process.stdout.write(
    `health p99: idle ${idleMs.toFixed(1)} ms, busy ${busyMs.toFixed(1)} ms, ratio ${(busyMs / idleMs).toFixed(1)}\n`,
  );
  const statuses = new Set([...idle, ...busy].flatMap((round) => [...round.statuses]));
  expect([...statuses]).toEqual([200]);
  expect(busyMs).toBeLessThan(100);
});

/** Asks for health all the time, on a connection of its own, while others ask for other things. */
async function probe(serving: Serving, connections: number): Promise<Round> {
  const until = performance.now() + ROUND_MS;
  const statuses = new Set<number>();
  const load = Array.from({ length: connections }, async (_, index) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await setTimeout((index * PAUSE_MS) / connections);
    for (let turn = index; performance.now() < until; turn += 1) {
      statuses.add(await ask(serving, PATHS[turn % PATHS.length]!, agent));
      await setTimeout(PAUSE_MS);
    }
    agent.destroy();
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  while (performance.now() < until) {
    const startedMs = performance.now();
    statuses.add(await ask(serving, '/api/health', agent));
    times.push(performance.now() - startedMs);
    await setTimeout(20);
  }
  agent.destroy();
  await Promise.all(load);
  times.sort((a, b) => a - b);
  return { p99Ms: times[Math.floor(times.length * 0.99)]!, statuses };
}

function ask({ url, token }: Serving, path: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    get(`${url}${path}`, { agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', reject);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
