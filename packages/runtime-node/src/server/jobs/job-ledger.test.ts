import { join } from 'node:path';
import type { Problem, RunEventBody } from '@latentgraph/graph-core';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { JobRequest } from '../job-service.ts';
import { EventHub } from './event-hub.ts';
import { JobLedger } from './job-ledger.ts';
import { StorageRefused } from './job-problems.ts';
import type { JobQueue } from './job-queue.ts';
import { openSqliteQueue } from './sqlite/sqlite-queue.ts';

const REQUEST: JobRequest = {
  document: { format: 'latentgraph', version: 1, graphs: { main: { nodes: {}, edges: [] } } },
};
const ROOMY = { queue: 10, queueBytes: 1e6 };
const REASON: Problem = { code: 'test', severity: 'error', message: 'It died.', remedy: 'None.' };
const NODE: RunEventBody = { type: 'nodeStarted', node: 'n' };
const END: RunEventBody = { type: 'finished', elapsedMs: 1 };

/** A queue on a disk that is full while `full` says so. */
async function ledgerOnDisk() {
  const queue = openSqliteQueue(join(await temporaryFolder(), 'jobs.db'));
  const disk = { full: false };
  const refuse = () => {
    if (disk.full) throw new StorageRefused({ code: 'file-enospc', message: 'It is full.', remedy: 'Wait.' });
  };
  const full: Pick<JobQueue, 'record' | 'putBack'> = {
    record: (id, events) => {
      refuse();
      return queue.record(id, events);
    },
    putBack: (id, reason) => {
      refuse();
      queue.putBack(id, reason);
    },
  };
  const guarded = new Proxy(queue, {
    get: (target, key) => Reflect.get(full, key) ?? (Reflect.get(target, key) as () => unknown).bind(target),
  });
  const hub = new EventHub((run, after, limit) => queue.events(run, after, limit));
  const ledger = new JobLedger(guarded, hub, pino({ level: 'silent' }));
  queue.submit({ id: 'job', request: REQUEST, text: JSON.stringify(REQUEST), submittedAt: 0 }, ROOMY);
  queue.take();
  const types = () => queue.events('job', 0, 100).map(({ type }) => type);
  return { queue, ledger, disk, types };
}

describe('JobLedger', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('keeps events in order until a full disk takes them, and tells nobody before', async () => {
    const { ledger, disk, types } = await ledgerOnDisk();
    const stored = vi.fn();
    disk.full = true;
    ledger.record('job', [NODE]);
    disk.full = false;
    ledger.record('job', [END], stored);
    expect([types(), stored.mock.calls.length]).toEqual([['queued'], 0]);
    await vi.advanceTimersByTimeAsync(1000);
    expect([types(), stored.mock.calls.length]).toEqual([['queued', 'nodeStarted', 'finished'], 1]);
  });

  it('counts a crash once, however often the disk refuses', async () => {
    const { queue, ledger, disk, types } = await ledgerOnDisk();
    disk.full = true;
    ledger.crash('job', REASON, () => {});
    await vi.advanceTimersByTimeAsync(3000);
    expect(queue.job('job')?.state).toBe('running');
    disk.full = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(types()).toEqual(['queued', 'warning', 'queued']);
  });

  it('tries at once when it is told to', async () => {
    const { ledger, disk, types } = await ledgerOnDisk();
    disk.full = true;
    ledger.record('job', [NODE]);
    expect(ledger.catchUp()).toBe(false);
    disk.full = false;
    expect([ledger.catchUp(), types()]).toEqual([true, ['queued', 'nodeStarted']]);
  });

  it('does nothing twice when what it stored leads back to it', async () => {
    const { ledger, disk, types } = await ledgerOnDisk();
    disk.full = true;
    ledger.record('job', [NODE], () => ledger.catchUp());
    ledger.record('job', [END], () => ledger.catchUp());
    disk.full = false;
    expect([ledger.catchUp(), types()]).toEqual([true, ['queued', 'nodeStarted', 'finished']]);
  });

  it('lets a fault of the program through', async () => {
    const { ledger } = await ledgerOnDisk();
    const broken = () => {
      throw new TypeError('a fault');
    };
    expect(() => ledger.record('job', [NODE], broken)).toThrow('a fault');
  });
});
