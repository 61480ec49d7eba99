import { copyFile, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '@latentgraph/graph-core';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import type { JobRequest } from '../../job-service.ts';
import type { JobQueue } from '../job-queue.ts';
import { requestText } from '../request-text.ts';
import { openSqliteQueue } from './sqlite-queue.ts';

const PAGE_BYTES = 4096;
const JOBS = 30;
const WAITING = { queue: 100, queueBytes: 1e9 };
/** Larger than a page, so that a flipped one belongs to few jobs. */
const REQUEST: JobRequest = {
  document: {
    ...{ format: 'latentgraph', version: 1, description: 'A long text. '.repeat(500) },
    graphs: { main: { nodes: {}, edges: [] } },
  },
};

function openAt(path: string) {
  const findings: Problem[] = [];
  const queue = openSqliteQueue(path, {
    reserveBytes: PAGE_BYTES,
    note: (finding) => findings.push(finding),
  });
  let isOpen = true;
  const close = () => {
    if (isOpen) queue.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { queue, findings, close };
}

function add(queue: JobQueue, id: string): void {
  queue.submit({ id, request: REQUEST, text: requestText(REQUEST), submittedAt: 0 }, WAITING);
  queue.take();
  queue.record(id, [{ type: 'finished', elapsedMs: 5 }]);
}

/** A closed database with jobs `j1` to `j30`, after this was done to its queue. */
async function database(work: (queue: JobQueue) => void = () => {}): Promise<string> {
  const path = join(await temporaryFolder(), 'jobs.db');
  const { queue, close } = openAt(path);
  for (let number = 1; number <= JOBS; number += 1) add(queue, `j${number}`);
  work(queue);
  close();
  return path;
}

async function flip(path: string, from: number, bytes: number): Promise<void> {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
  await file.write(
    buffer.map((byte) => byte ^ 0xff),
    0,
    bytes,
    from,
  );
  await file.close();
}

const count = (queue: JobQueue) => queue.jobs({ limit: 500 }).jobs.length;

it('goes on with every job of a damaged database that can be read, and keeps the file', async () => {
  const path = await database();
  const { size } = await stat(path);
  for (const page of [0.4, 0.6, 0.8]) {
    await flip(path, Math.floor((size / PAGE_BYTES) * page) * PAGE_BYTES, PAGE_BYTES);
  }
  const damaged = await readFile(path);
  const { queue, findings } = openAt(path);
  expect(findings).toMatchObject([
    { code: 'database-repaired', message: expect.stringContaining('no backup') },
  ]);
  expect(count(queue)).toBeGreaterThan(JOBS / 2);
  add(queue, 'next');
  expect(queue.jobs({}).jobs[0]).toMatchObject({ id: 'next', state: 'finished' });
  const [kept] = await readdir(join(path, '../damaged'));
  // Its first page tells how it was opened last.
  expect(
    (await readFile(join(path, '../damaged', kept!, 'jobs.db')))
      .subarray(PAGE_BYTES)
      .equals(damaged.subarray(PAGE_BYTES)),
  ).toBe(true);
});

it('takes from the last backup what cannot be read any more', async () => {
  const path = await database((queue) => {
    queue.compact();
    add(queue, 'after');
  });
  const { size } = await stat(path);
  await flip(path, PAGE_BYTES, size - PAGE_BYTES);
  const { queue, findings, close } = openAt(path);
  expect(findings.map(({ code }) => code)).toEqual(['database-repaired']);
  expect([count(queue), queue.request('j7')]).toEqual([JOBS, REQUEST]);
  close();
  expect(openAt(path).findings).toEqual([]);
});

it('begins anew with what is no database at all, and keeps it', async () => {
  const path = join(await temporaryFolder(), 'jobs.db');
  const text = 'This is no database. '.repeat(500);
  await writeFile(path, text);
  const { queue, findings } = openAt(path);
  expect([findings.map(({ code }) => code), count(queue)]).toEqual([['database-repaired'], 0]);
  const [kept] = await readdir(join(path, '../damaged'));
  expect(await readFile(join(path, '../damaged', kept!, 'jobs.db'), 'utf8')).toBe(text);
});

/** What a killed server leaves: the database and its log as they are while it runs. */
async function killed(): Promise<string> {
  const path = join(await temporaryFolder(), 'jobs.db');
  const { queue } = openAt(path);
  for (let number = 1; number <= JOBS; number += 1) add(queue, `j${number}`);
  const folder = join(path, '../killed');
  await mkdir(folder);
  for (const end of ['', '-wal']) await copyFile(path + end, join(folder, `jobs.db${end}`));
  return join(folder, 'jobs.db');
}

it('reads the whole log of a killed server, and finds nothing wrong with it', async () => {
  const path = await killed();
  const { queue, findings } = openAt(path);
  expect([findings, count(queue)]).toEqual([[], JOBS]);
});

it('finds nothing wrong with a log that ends in the middle of a write', async () => {
  const path = await killed();
  const log = await readFile(`${path}-wal`);
  await writeFile(`${path}-wal`, log.subarray(0, log.length - PAGE_BYTES / 2));
  const { queue, findings } = openAt(path);
  expect([findings, count(queue)]).toEqual([[], JOBS]);
});

it.each([
  ['in the middle', (size: number) => Math.floor(size / 2)],
  ['in its head', () => 18],
])('says that acknowledged changes are lost when a bit of the log is flipped %s', async (_, where) => {
  const path = await killed();
  const { size } = await stat(`${path}-wal`);
  await flip(`${path}-wal`, where(size), 1);
  const damaged = await readFile(`${path}-wal`);
  const { queue, findings } = openAt(path);
  expect(findings).toMatchObject([
    {
      code: 'database-log-damaged',
      message: expect.stringMatching(/at least \d+ of the last changes are lost/),
    },
  ]);
  expect(count(queue)).toBeLessThan(JOBS);
  const kept = (await readdir(join(path, '..'))).find((name) => name.startsWith('jobs.db-wal.damaged'));
  expect((await readFile(join(path, '..', kept!))).equals(damaged)).toBe(true);
});

it('leaves nothing of a removed job in its files, and gives the room back', async () => {
  const path = join(await temporaryFolder(), 'jobs.db');
  const { queue, close } = openAt(path);
  const secret = (number: number): JobRequest => ({
    document: {
      ...REQUEST.document,
      name: `SECRET-${number}`,
      description: `SECRET-${number} `.repeat(30_000),
    },
  });
  for (let number = 1; number <= 6; number += 1) {
    const request = secret(number);
    queue.submit({ id: `j${number}`, request, text: requestText(request), submittedAt: 0 }, WAITING);
    queue.take();
    queue.record(`j${number}`, [{ type: 'finished', elapsedMs: 5 }]);
  }
  queue.compact();
  const before = (await stat(path)).size;
  for (const id of ['j2', 'j3', 'j5']) queue.remove(id);
  queue.compact();
  const found = async () => {
    const names = (await readdir(join(path, '..'))).filter((name) => name.startsWith('jobs'));
    const texts = await Promise.all(names.map((name) => readFile(join(path, '..', name), 'latin1')));
    return [...new Set(texts.join('').match(/SECRET-\d|secret-\d/g))]
      .map((text) => text.toLowerCase())
      .sort();
  };
  expect(new Set(await found())).toEqual(new Set(['secret-1', 'secret-4', 'secret-6']));
  expect((await stat(path)).size).toBeLessThan(before * 0.6);
  close();
  expect(new Set(await found())).toEqual(new Set(['secret-1', 'secret-4', 'secret-6']));
});
