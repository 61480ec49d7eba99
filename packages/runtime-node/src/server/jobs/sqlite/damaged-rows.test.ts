import { join } from 'node:path';
import type { RunEventBody } from '@latentgraph/graph-core';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import type { JobRequest } from '../../job-service.ts';
import { unreadable } from '../job-problems.ts';
import type { JobQueue } from '../job-queue.ts';
import { requestText } from '../request-text.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { openSqliteQueue } from './sqlite-queue.ts';

const RESERVE_BYTES = 4096;
const ROOMY = { queue: 10, queueBytes: 1e6 };
const REQUEST: JobRequest = {
  document: { format: 'latentgraph', version: 1, graphs: { main: { nodes: {}, edges: [] } } },
};
const OUTPUT: RunEventBody = {
  ...{ type: 'output', node: 'save', port: 'image', index: 0, asset: 'ab'.repeat(32) },
  ...{ mediaType: 'image/png', widthPx: 64, heightPx: 48 },
};
const FINISHED: RunEventBody = { type: 'finished', elapsedMs: 5 };
/** What a flipped bit makes of a text: no UTF-8 any more, or nothing that means anything. */
const NO_UTF8 = `CAST(X'7B22FF' AS TEXT)`;

/** A queue with jobs `a` to `c` that ended and `d` to `f` that wait, and then this done to its file. */
async function damagedQueue(damage: string): Promise<JobQueue> {
  const path = join(await temporaryFolder(), 'jobs.db');
  const queue = openSqliteQueue(path, { reserveBytes: RESERVE_BYTES });
  for (const id of 'abcdef') {
    queue.submit({ id, request: REQUEST, text: requestText(REQUEST), submittedAt: 0 }, ROOMY);
    if (id > 'c') continue;
    queue.take();
    queue.record(id, [OUTPUT, FINISHED]);
  }
  queue.close();
  const database = openDatabase(path, { hold: () => true, release: () => false });
  database.exec(damage);
  closeDatabase(database);
  const damaged = openSqliteQueue(path, { reserveBytes: RESERVE_BYTES });
  onTestFinished(() => damaged.close());
  return damaged;
}

function states(queue: JobQueue): Readonly<Record<string, string>> {
  return Object.fromEntries(queue.jobs({}).jobs.map(({ id, state }) => [id, state]));
}

const SOUND = { a: 'finished', b: 'finished', c: 'finished', d: 'queued', e: 'queued', f: 'queued' };

it.each([
  ['is no UTF-8', `UPDATE requests SET body = ${NO_UTF8} WHERE job = 4`],
  ['is no JSON', `UPDATE requests SET body = '{"document"' WHERE job = 4`],
  ['is no workflow', `UPDATE requests SET body = '{"document":7}' WHERE job = 4`],
  ['is gone', 'DELETE FROM requests WHERE job = 4'],
])('fails a waiting job whose request %s, and hands out the next', async (_, damage) => {
  const queue = await damagedQueue(damage);
  const failed: string[] = [];
  expect(queue.take((id) => failed.push(id))).toMatchObject({ id: 'e', request: REQUEST });
  expect(failed).toEqual(['d']);
  expect(states(queue)).toEqual({ ...SOUND, d: 'failed', e: 'running' });
  expect(queue.job('d')?.problems).toEqual([unreadable()]);
  expect(queue.request('d')).toBeUndefined();
});

it('hands out the next when not even the id of a waiting job can be read', async () => {
  const queue = await damagedQueue(`UPDATE jobs SET id = ${NO_UTF8} WHERE number = 4`);
  expect(queue.take()?.id).toBe('e');
  const { d: _, ...others } = SOUND;
  expect(states(queue)).toEqual({ ...others, e: 'running' });
  expect(queue.counts()).toEqual({ queued: 1, running: 1, finished: 3, failed: 1, cancelled: 0 });
});

it.each([
  ['problems', `UPDATE jobs SET problems = ${NO_UTF8} WHERE id = 'b'`, 'finished'],
  ['problems', `UPDATE jobs SET problems = '[{"code":1}]' WHERE id = 'b'`, 'finished'],
  ['state', `UPDATE jobs SET state = 'fanished' WHERE id = 'b'`, 'failed'],
  ['state', `UPDATE jobs SET state = ${NO_UTF8} WHERE id = 'b'`, 'failed'],
])('lists all jobs when the %s of one cannot be read: %s', async (_cell, damage, state) => {
  const queue = await damagedQueue(damage);
  expect(states(queue)).toEqual({ ...SOUND, b: state });
  expect(queue.job('b')?.problems).toEqual([unreadable()]);
});

it('leaves out the output and the name that cannot be read', async () => {
  const queue = await damagedQueue(
    `UPDATE outputs SET asset = 'xyz' WHERE job = 1;
     UPDATE outputs SET node = ${NO_UTF8} WHERE job = 2;
     UPDATE jobs SET name = ${NO_UTF8} WHERE number = 3`,
  );
  expect(queue.jobs({ state: 'finished' }).jobs.map(({ outputs, name }) => [outputs.length, name])).toEqual([
    [1, undefined],
    [0, undefined],
    [0, undefined],
  ]);
});

it('tells every event, a warning instead of one that cannot be read, and the end', async () => {
  const queue = await damagedQueue(
    `UPDATE events SET body = ${NO_UTF8} WHERE job = 1 AND seq >= 2; UPDATE events SET body = '{}' WHERE job = 2 AND seq = 1`,
  );
  const types = (id: string) => queue.events(id, 0, 10).map(({ seq, type }) => `${seq} ${type}`);
  expect(types('a')).toEqual(['1 queued', '2 warning', '3 failed']);
  expect(types('b')).toEqual(['1 warning', '2 output', '3 finished']);
});
