import { join } from 'node:path';
import { type Problem, ProblemError, type RunEventBody } from '@latentgraph/graph-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import type { JobRequest } from '../../job-service.ts';
import type { JobQueue, PruneLimits } from '../job-queue.ts';
import { requestText } from '../request-text.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { openSqliteQueue } from './sqlite-queue.ts';

const REASON: Problem = { code: 'test', severity: 'error', message: 'It ended.', remedy: 'None.' };
const FINISHED: RunEventBody = { type: 'finished', elapsedMs: 5 };
const ROOMY = { queue: 1000, queueBytes: 1e9 };
const NO_RESERVE = { hold: () => true, release: () => false };
const KEEP_ALL: PruneLimits = {
  ...{ jobs: 10, jobMs: 1e15, now: 0, trashRounds: 2, isNewRound: false },
  ...{ eventBytes: 1e9, requestBytes: 1e9 },
};
const NOTHING = { jobs: 0, trashed: 0, requests: 0, thinned: 0 };
const HASH = 'ab'.repeat(32);
const OUTPUT: RunEventBody = {
  ...{ type: 'output', node: 'save', port: 'image', index: 0, asset: HASH },
  ...{ mediaType: 'image/png', widthPx: 64, heightPx: 48 },
};

async function openQueue(path?: string): Promise<JobQueue & { readonly path: string }> {
  const file = path ?? join(await temporaryFolder(), 'jobs.db');
  const queue = openSqliteQueue(file);
  let open = true;
  onTestFinished(() => (open ? queue.close() : undefined));
  const close = queue.close.bind(queue);
  const closeOnce = () => {
    open = false;
    close();
  };
  return Object.assign(queue, { path: file, close: closeOnce });
}

function request(name: string, more: Partial<JobRequest> = {}, params = {}): JobRequest {
  const nodes = { prompt: { type: 'Text', version: 1, params, position: { x: 0, y: 0 } } };
  const document = { format: 'latentgraph' as const, version: 1 as const, name };
  return { document: { ...document, graphs: { main: { nodes, edges: [] } } }, ...more };
}

let clock = 0;
function add(queue: JobQueue, name: string, more: Partial<JobRequest> = {}, params = {}): string {
  clock += 1;
  const made = request(name, more, params);
  return queue.submit({ id: name, request: made, text: requestText(made), submittedAt: clock }, ROOMY);
}

function types(queue: JobQueue, id: string): readonly string[] {
  return queue.events(id, 0, 100).map(({ seq, type }) => `${seq} ${type}`);
}

describe('the job queue', () => {
  it('hands out by priority, then age, each job once', async () => {
    const queue = await openQueue();
    for (const [name, priority] of [
      ['a', 0],
      ['b', 5],
      ['c', 0],
      ['d', -1],
      ['e', 5],
    ] as const) {
      add(queue, name, { priority });
    }
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => queue.job(id)?.position)).toEqual([2, 0, 3, 4, 1]);
    const order = Array.from({ length: 6 }, () => queue.take()?.id);
    expect(order).toEqual(['b', 'e', 'a', 'c', 'd', undefined]);
    expect(queue.counts()).toEqual({ queued: 0, running: 5, finished: 0, failed: 0, cancelled: 0 });
  });

  it('gives the first job for a key that comes again', async () => {
    const queue = await openQueue();
    expect(add(queue, 'first', { jobKey: 'k' })).toBe('first');
    expect(add(queue, 'second', { jobKey: 'k' })).toBe('first');
    expect(queue.job('second')).toBeUndefined();
    expect(queue.counts().queued).toBe(1);
  });

  it('refuses more than may wait, but not a key that it knows', async () => {
    const queue = await openQueue();
    add(queue, 'a', { jobKey: 'k' });
    const submit = (name: string, jobKey?: string) => {
      const made = request(name, jobKey === undefined ? {} : { jobKey });
      return queue.submit(
        { id: name, request: made, text: requestText(made), submittedAt: 0 },
        { queue: 1, queueBytes: 1e9 },
      );
    };
    expect(() => submit('b')).toThrow(ProblemError);
    expect(submit('b', 'k')).toBe('a');
    expect(queue.job('b')).toBeUndefined();
  });

  it('keeps the request as it was sent, with seeds that JSON has no number for', async () => {
    const queue = await openQueue();
    const overrides = { 'noise.seed': 2n ** 63n, 'schedule.steps': 4 };
    add(queue, 'a', { overrides, targets: ['save'], priority: 3 });
    expect(queue.request('a')).toEqual({
      ...request('a'),
      ...{ targets: ['save'], priority: 3 },
      overrides: { 'noise.seed': '9223372036854775808', 'schedule.steps': 4 },
    });
    expect(queue.request('unknown')).toBeUndefined();
  });

  it('stores results together with the state that they belong to', async () => {
    const queue = await openQueue();
    add(queue, 'a');
    queue.take();
    const stored = queue.record('a', [{ type: 'started', device: 'cpu', nodeCount: 2 }, OUTPUT, FINISHED]);
    expect(stored.map(({ run, seq }) => [run, seq])).toEqual([
      ['a', 2],
      ['a', 3],
      ['a', 4],
    ]);
    expect(queue.events('a', 2, 100)).toEqual([
      { run: 'a', seq: 3, ...OUTPUT },
      { run: 'a', seq: 4, ...FINISHED },
    ]);
    expect(queue.job('a')).toEqual({
      ...{ id: 'a', state: 'finished', name: 'a', priority: 0, position: null, attempts: 1, problems: [] },
      ...{ submittedAt: clock, startedAt: expect.any(Number), endedAt: expect.any(Number) },
      outputs: [{ node: 'save', index: 0, asset: HASH, mediaType: 'image/png', widthPx: 64, heightPx: 48 }],
    });
    expect(queue.record('a', [FINISHED])).toEqual([]);
  });

  it('goes on counting events over a second attempt and another server, and drops the first one’s outputs', async () => {
    const first = await openQueue();
    add(first, 'a');
    first.take();
    first.record('a', [OUTPUT]);
    first.close();
    const second = await openQueue(first.path);
    second.recover(REASON);
    expect(second.job('a')).toMatchObject({ state: 'queued', position: 0, attempts: 1, outputs: [] });
    expect(second.take()).toMatchObject({ id: 'a', attempts: 2 });
    second.record('a', [OUTPUT, FINISHED]);
    expect(types(second, 'a')).toEqual([
      ...['1 queued', '2 output', '3 warning', '4 queued', '5 output', '6 finished'],
    ]);
    expect(second.job('a')?.outputs).toHaveLength(1);
  });

  it('takes its old place when it waits again', async () => {
    const queue = await openQueue();
    for (const name of ['a', 'b']) add(queue, name);
    expect(queue.take()?.id).toBe('a');
    queue.putBack('a', REASON);
    expect(queue.take()?.id).toBe('a');
  });

  it('recovers what was running, unless it was to be cancelled', async () => {
    const queue = await openQueue();
    for (const name of ['wished', 'again', 'waiting']) add(queue, name);
    for (let count = 0; count < 2; count += 1) queue.take();
    queue.noteCancel('wished');
    queue.recover(REASON);
    const states = ['wished', 'again', 'waiting'].map((id) => queue.job(id)?.state);
    expect(states).toEqual(['cancelled', 'queued', 'queued']);
    expect(types(queue, 'again')).toEqual(['1 queued', '2 warning', '3 queued']);
  });

  it('finds jobs by name, by the texts of the workflow and by problems, newest first, page by page', async () => {
    const queue = await openQueue();
    add(queue, 'Red House', {}, { text: 'a red house' });
    add(queue, 'tree', { overrides: { 'prompt.text': 'an OAK and 100% shade' } });
    add(queue, 'broken');
    queue.record('broken', [{ type: 'failed', problems: [REASON], elapsedMs: 0 }]);
    const ids = (query: Parameters<JobQueue['jobs']>[0]) => queue.jobs(query).jobs.map(({ id }) => id);
    expect(ids({})).toEqual(['broken', 'tree', 'Red House']);
    expect(ids({ search: 'house red' })).toEqual(['Red House']);
    expect(ids({ search: '100%' })).toEqual(['tree']);
    expect(ids({ search: 'oak' })).toEqual(['tree']);
    expect(ids({ search: 'it ended' })).toEqual(['broken']);
    expect(ids({ search: "' OR 1=1 --" })).toEqual([]);
    expect(ids({ state: 'queued' })).toEqual(['tree', 'Red House']);
    const page = queue.jobs({ limit: 2 });
    expect(page.next).toBe('tree');
    expect(queue.jobs({ limit: 2, after: 'tree' })).toMatchObject({
      jobs: [{ id: 'Red House' }],
      next: null,
    });
  });

  it('knows which assets its history refers to, until the job is removed', async () => {
    const queue = await openQueue();
    const input = 'cd'.repeat(32);
    const other = 'ef'.repeat(32);
    add(queue, 'a', {}, { image: input });
    queue.take();
    queue.record('a', [OUTPUT]);
    expect([HASH, input, other].map((hash) => queue.refersTo(hash))).toEqual([true, true, false]);
    expect(() => queue.remove('a')).toThrow('only jobs that have ended');
    queue.record('a', [FINISHED]);
    queue.remove('a');
    expect([HASH, input].map((hash) => queue.refersTo(hash))).toEqual([false, false]);
    expect(types(queue, 'a')).toEqual([]);
    expect(queue.job('a')).toBeUndefined();
  });

  it('forgets the oldest jobs and thins the events of the rest, never those of jobs that have not ended', async () => {
    const queue = await openQueue();
    for (const name of ['old', 'thick', 'new', 'waiting']) add(queue, name);
    for (const name of ['old', 'thick', 'new']) {
      queue.take();
      queue.record(name, [{ type: 'nodeStarted', node: 'n' }, OUTPUT, FINISHED]);
    }
    expect(queue.prune(KEEP_ALL)).toEqual(NOTHING);
    expect(queue.prune({ ...KEEP_ALL, jobs: 2, eventBytes: 500 })).toEqual({
      ...NOTHING,
      jobs: 1,
      thinned: 1,
    });
    expect(queue.jobs({}).jobs.map(({ id }) => id)).toEqual(['waiting', 'new', 'thick']);
    expect(types(queue, 'thick')).toEqual(['3 output', '4 finished']);
    expect(types(queue, 'new')).toHaveLength(4);
    expect(types(queue, 'waiting')).toEqual(['1 queued']);
  });

  it('drops the oldest requests of jobs that have ended when all are too large together', async () => {
    const queue = await openQueue();
    const params = { text: 'x'.repeat(1000) };
    for (const name of ['old', 'new', 'waiting']) add(queue, name, {}, params);
    for (const name of ['old', 'new']) {
      queue.take();
      queue.record(name, [OUTPUT, FINISHED]);
    }
    expect(queue.prune({ ...KEEP_ALL, requestBytes: 1500 })).toEqual({ ...NOTHING, requests: 1 });
    expect(['old', 'new', 'waiting'].map((id) => queue.request(id) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(queue.job('old')).toMatchObject({ state: 'finished', outputs: [{ asset: HASH }] });
  });

  it('takes no more requests than may wait together', async () => {
    const queue = await openQueue();
    const made = request('a', {}, { text: 'x'.repeat(1000) });
    const submit = (id: string) =>
      queue.submit(
        { id, request: made, text: requestText(made), submittedAt: 0 },
        { queue: 10, queueBytes: 2500 },
      );
    expect([submit('a'), submit('b')]).toEqual(['a', 'b']);
    expect(() => submit('c')).toThrow('2 jobs wait already; there is no room for this one.');
  });

  it('writes all or nothing', async () => {
    const queue = await openQueue();
    add(queue, 'a');
    queue.take();
    const torn = { ...OUTPUT, widthPx: undefined } as unknown as RunEventBody;
    expect(() => queue.record('a', [OUTPUT, torn])).toThrow();
    expect(types(queue, 'a')).toEqual(['1 queued']);
    expect(queue.job('a')?.outputs).toEqual([]);
  });
});

describe('the job database', () => {
  it('belongs to one server at a time', async () => {
    const queue = await openQueue();
    expect(() => openSqliteQueue(queue.path)).toThrow('Another server works on');
    queue.close();
    expect(() => openSqliteQueue(queue.path).close()).not.toThrow();
  });

  it('says so when a newer version made it', async () => {
    const path = join(await temporaryFolder(), 'jobs.db');
    const database = openDatabase(path, NO_RESERVE);
    database.exec('PRAGMA user_version = 99');
    closeDatabase(database);
    expect(() => openSqliteQueue(path)).toThrow('made by a newer version');
  });

  it('syncs every commit', async () => {
    const database = openDatabase(join(await temporaryFolder(), 'jobs.db'), NO_RESERVE);
    expect(database.prepare('PRAGMA synchronous').get([])).toMatchObject({ synchronous: 2 });
    expect(database.prepare('PRAGMA journal_mode').get([])).toMatchObject({ journal_mode: 'wal' });
    database.close();
  });
});
