import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunEvent } from '@latentgraph/graph-core';
import { createJobService, type JobService } from '@latentgraph/runtime-node';
import { MODELS, microRequest } from './micro-job.ts';

export interface KillOptions {
  readonly home: string;
  readonly kills: number;
  /** How assets are saved: by the asset store, or with a plain `writeFile`, which shows that the kills would tear. */
  readonly writer: 'store' | 'plain';
}

export interface KillReport {
  readonly accepted: number;
  /** Acknowledged jobs that the next server does not know, or knows by another id. */
  readonly lost: readonly string[];
  /** Jobs that did not finish, each with the last that is known of it. */
  readonly stuck: readonly string[];
  /** Files whose bytes are not those that their name says, and acknowledged ones that are gone. */
  readonly torn: readonly string[];
  /** Jobs whose events have gaps, or whose outputs cannot be read. */
  readonly broken: readonly string[];
  /** Process ids of runners that outlived their server. */
  readonly orphans: readonly number[];
  /** Times that a job was running when its server was killed. */
  readonly interruptions: number;
}

type Told =
  | { readonly type: 'ready'; readonly runner: number }
  | { readonly type: 'accepted'; readonly jobKey: string; readonly id: string }
  | { readonly type: 'saved'; readonly hash: string };

const JOBS_PER_ROUND = 8;
/** What a server dies of, in turn. The first lets all its jobs be accepted, the second and third are within a run. */
const LAST_WORDS = [
  { type: 'accepted', times: JOBS_PER_ROUND },
  { type: 'started', times: 1 },
  { type: 'stepFinished', times: 3 },
  { type: 'saved', times: 20 },
  { type: 'accepted', times: 2 },
  { type: 'started', times: 4 },
  { type: 'saved', times: 1 },
] as const;
const DRAIN_MS = 10 * 60_000;

/** Kills a server while it takes, runs and saves, again and again on the same home; then sees what is left. */
export async function killServers({ home, kills, writer }: KillOptions): Promise<KillReport> {
  const accepted = new Map<string, string>();
  const torn: string[] = [];
  const runners: number[] = [];
  for (let round = 0; round < kills; round += 1) {
    const { saved, runner } = await liveAndDie(home, round, writer, accepted);
    runners.push(runner);
    torn.push(...(await tornFiles(home, saved)));
  }
  const service = await createJobService({ home, modelsDirectory: MODELS, devices: ['cpu'] });
  try {
    const found = await examine(service, accepted);
    return { accepted: accepted.size, torn, orphans: await living(runners), ...found };
  } finally {
    await service.close(0);
    torn.push(...(await tornFiles(home, [])));
  }
}

/** One server's life, which ends after an event of its own in each round. Returns what it said it has saved. */
async function liveAndDie(
  home: string,
  round: number,
  writer: KillOptions['writer'],
  accepted: Map<string, string>,
): Promise<{ readonly saved: readonly string[]; readonly runner: number }> {
  const server = fork(join(import.meta.dirname, 'job-server.mjs'), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const saved: string[] = [];
  const ready = new Promise<number>((resolve, reject) => {
    server.once('exit', () => reject(new Error('The server ended before it was ready.')));
    server.on('message', (told: Told) => {
      if (told.type === 'ready') resolve(told.runner);
      if (told.type === 'accepted') accepted.set(told.jobKey, told.id);
      if (told.type === 'saved') saved.push(told.hash);
    });
  });
  const { document, overrides } = microRequest();
  const gone = once(server, 'close');
  const lastWord = LAST_WORDS[round % LAST_WORDS.length]!;
  server.send({
    ...{ home, modelsDirectory: MODELS, document, overrides, round, jobs: JOBS_PER_ROUND, writer, lastWord },
  });
  const runner = await ready;
  const [, signal] = await gone;
  if (signal !== 'SIGKILL') throw new Error(`The server was not killed, it ended by itself (${signal}).`);
  return { saved, runner };
}

/** Checks every asset and deletes the large ones that were only saved. */
async function tornFiles(home: string, saved: readonly string[]): Promise<readonly string[]> {
  const missing = new Set(saved);
  const torn: string[] = [];
  const files = await readdir(join(home, 'assets'), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const file of files) {
    // A name that begins with a dot is nobody's asset: a writer that did not get to the end.
    if (!file.isFile() || file.name.startsWith('.')) continue;
    const path = join(file.parentPath, file.name);
    const [hash, extension] = file.name.split('.') as [string, string];
    if (
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex') !== hash
    )
      torn.push(file.name);
    missing.delete(hash);
    if (extension === 'bin') await rm(path);
  }
  return [...torn, ...missing];
}

/** Not alive either: what has ended, but whose parent has not noticed (state Z). */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s+Z/m.test(status);
}

async function living(pids: readonly number[]): Promise<readonly number[]> {
  const alive = await Promise.all(pids.map(isAlive));
  return pids.filter((_, index) => alive[index]);
}

async function examine(service: JobService, accepted: ReadonlyMap<string, string>) {
  const lost: string[] = [];
  const stuck: string[] = [];
  const broken: string[] = [];
  let interruptions = 0;
  const until = Date.now() + DRAIN_MS;
  for (const [jobKey, id] of accepted) {
    const known = await service.job(id);
    if (!known || (await service.submit({ ...microRequest(), jobKey })) !== id) {
      lost.push(id);
      continue;
    }
    const events = await Promise.race([allEvents(service, id), setTimeout(until - Date.now(), [])]);
    interruptions += events.filter(
      (event) => event.type === 'warning' && event.problem.code === 'job-interrupted',
    ).length;
    const last = events.at(-1);
    if (last?.type !== 'finished') stuck.push(`${id}: ${JSON.stringify(last)}`);
    if (!(await isSound(service, id, events))) broken.push(id);
  }
  return { lost, stuck, broken, interruptions };
}

async function isSound(service: JobService, id: string, events: readonly RunEvent[]): Promise<boolean> {
  const gapless = events.every((event, index) => event.seq === index + 1);
  const outputs = (await service.job(id))?.outputs ?? [];
  const pictures = await Promise.all(outputs.map(({ asset }) => service.assets.get(asset)));
  return gapless && outputs.length === 1 && pictures.every((picture) => picture !== undefined);
}

/** Stored events of a job, to its end. */
export async function allEvents(service: JobService, id: string): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of service.events(id)) if (event.type !== 'preview') events.push(event);
  return events;
}

/** Kills a runner in the middle of a job, again and again. Returns how many milliseconds each time the next one took to start. */
export async function killRunners({ home, kills }: { readonly home: string; readonly kills: number }) {
  const service = await createJobService({ home, modelsDirectory: MODELS, devices: ['cpu'], threads: 1 });
  const waits: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = await service.submit(microRequest({ 'schedule.steps': 500, 'noise.seed': kill }));
      await nextEvent(service, victim, 'stepFinished');
      const next = await service.submit({ ...microRequest({ 'noise.seed': 5000 + kill }), priority: 1 });
      const killedAt = performance.now();
      process.kill(service.metrics().runners[0]!.pid, 'SIGKILL');
      await nextEvent(service, next, 'started');
      waits.push(performance.now() - killedAt);
      await service.cancel(victim);
      const ends = [await allEvents(service, next), await allEvents(service, victim)];
      const types = ends.map((events) => events.at(-1)!.type);
      if (types.join() !== 'finished,cancelled') throw new Error(`The jobs ended as ${types.join()}.`);
    }
    return waits;
  } finally {
    await service.close(0);
  }
}

async function nextEvent(service: JobService, id: string, type: RunEvent['type']): Promise<void> {
  for await (const event of service.events(id)) {
    if (event.type === type) return;
    if (event.type === 'failed') throw new Error(`Job ${id} failed: ${event.problems[0]?.message}`);
  }
  throw new Error(`Job ${id} ended without '${type}'.`);
}
