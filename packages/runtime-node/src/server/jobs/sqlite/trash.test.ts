import { join } from 'node:path';
import type { RunEventBody } from '@latentgraph/graph-core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import type { JobRequest } from '../../job-service.ts';
import type { JobQueue, Pruned, PruneLimits } from '../job-queue.ts';
import { requestText } from '../request-text.ts';
import { openSqliteQueue } from './sqlite-queue.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);
const REQUEST: JobRequest = {
  document: { format: 'latentgraph', version: 1, graphs: { main: { nodes: {}, edges: [] } } },
};
const HASH = 'ab'.repeat(32);
const ENDED: readonly RunEventBody[] = [
  {
    ...{ type: 'output', node: 'save', port: 'image', index: 0, asset: HASH },
    ...{ mediaType: 'image/png', widthPx: 64, heightPx: 48 },
  },
  { type: 'finished', elapsedMs: 5 },
];
const LIMITS = { jobs: 100, jobMs: 365 * DAY_MS, trashRounds: 3, eventBytes: 1e9, requestBytes: 1e9 };

/** A queue under a clock that is set by hand, in days after the start. */
async function queueUnderClock() {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const queue = openSqliteQueue(join(await temporaryFolder(), 'jobs.db'), { reserveBytes: 4096 });
  onTestFinished(() => queue.close());
  const setDay = (day: number) => vi.setSystemTime(START_MS + day * DAY_MS);
  setDay(0);
  const tidy = (options: Partial<PruneLimits> = {}): Pruned =>
    queue.prune({ ...LIMITS, now: Date.now(), isNewRound: true, ...options });
  return { queue, setDay, tidy };
}

function finish(queue: JobQueue, id: string): void {
  const waiting = { queue: 10, queueBytes: 1e6 };
  queue.submit({ id, request: REQUEST, text: requestText(REQUEST), submittedAt: Date.now() }, waiting);
  queue.take();
  queue.record(id, ENDED);
}

const ids = (queue: JobQueue) => queue.jobs({}).jobs.map(({ id }) => id);

it('keeps the history at a start with the clock far ahead', async () => {
  const { queue, setDay, tidy } = await queueUnderClock();
  finish(queue, 'a');
  setDay(400);
  for (let round = 0; round < 10; round += 1) expect(tidy()).toMatchObject({ jobs: 0, trashed: 0 });
  expect(ids(queue)).toEqual(['a']);
});

it('gives back what a job under a wrong clock made look old, with its pictures', async () => {
  const { queue, setDay, tidy } = await queueUnderClock();
  finish(queue, 'a');
  setDay(400);
  finish(queue, 'b');
  expect(tidy()).toMatchObject({ jobs: 0, trashed: 1 });
  expect([ids(queue), queue.job('a'), queue.refersTo(HASH)]).toEqual([['b'], undefined, true]);
  setDay(1);
  expect(tidy()).toMatchObject({ jobs: 0, trashed: 0 });
  expect([ids(queue), queue.job('a')?.state]).toEqual([['b', 'a'], 'finished']);
});

it('empties the trash after so many rounds, however often it is started in between', async () => {
  const { queue, setDay, tidy } = await queueUnderClock();
  finish(queue, 'a');
  setDay(366);
  finish(queue, 'b');
  tidy();
  for (let start = 0; start < 10; start += 1) tidy({ isNewRound: false });
  expect([tidy().jobs, tidy().jobs, tidy().jobs]).toEqual([0, 0, 1]);
  setDay(0);
  tidy();
  expect(ids(queue)).toEqual(['b']);
});
