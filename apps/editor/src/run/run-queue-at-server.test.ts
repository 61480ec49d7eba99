import { ProblemError } from '@latentgraph/graph-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DOCUMENT, FINISHED, HASH, outputOf, STARTED, settled, setUpRuns } from './testing/set-up-runs.ts';

describe('runs at a server', () => {
  it('are handed over at once and forgotten when they have ended', async () => {
    const { runs, runtime, remembered } = setUpRuns('server');
    const all = runs.run(DOCUMENT, { count: 2 });
    await settled();
    expect(runtime.submitted).toHaveLength(2);
    expect([...remembered.values()].map(({ run }) => run)).toEqual(['run-1', 'run-2']);
    runtime.tell('run-1', FINISHED);
    runtime.tell('run-2', FINISHED);
    await all;
    expect(remembered.size).toBe(0);
  });

  it('are followed again by a page that was reloaded, with what they gave meanwhile', async () => {
    const before = setUpRuns('server');
    void before.runs.run(DOCUMENT);
    await settled();
    const [asked] = before.remembered.values();
    const after = setUpRuns('server');
    await after.runtime.submit({ document: DOCUMENT });
    after.runtime.tell('run-1', STARTED);
    after.remembered.set(asked!.key, asked!);
    await after.runs.resume();
    await settled();
    expect(after.runs.store.getState().shown).toMatchObject({
      ...{ key: asked!.key, state: 'running', seeds: { 'noise.seed': 7 } },
    });
    after.runtime.tell('run-1', FINISHED);
    await settled();
    expect(after.ended.map(({ state }) => state)).toEqual(['finished']);
  });

  it('go on while it cannot be reached, and fail only when it refuses', async () => {
    const { runs, runtime, ended, outputs } = setUpRuns('server');
    void runs.run(DOCUMENT);
    await settled();
    runtime.tell('run-1', STARTED);
    const picture = { asset: HASH, mediaType: 'image/png', widthPx: 8, heightPx: 8 };
    runtime.tell('run-1', { type: 'output', node: 'save', port: 'image', index: 0, ...picture });
    await settled();
    vi.useFakeTimers();
    runtime.breakConnection(refusal('server-unreachable'));
    await vi.advanceTimersByTimeAsync(0);
    expect(runs.store.getState().shown).toMatchObject({ state: 'running', unreachable: true });
    await vi.advanceTimersToNextTimerAsync();
    vi.useRealTimers();
    runtime.tell('run-1', { type: 'nodeStarted', node: 'noise' });
    await settled();
    expect(runs.store.getState().shown).toMatchObject({ state: 'running', unreachable: false });
    expect(outputs).toHaveLength(1);
    runtime.breakConnection(refusal('token-missing'));
    await settled();
    expect(ended).toMatchObject([{ state: 'failed', problems: [{ code: 'token-missing' }] }]);
  });
});

describe('many runs at a server', () => {
  it('are followed two at a time, in their order, and tell all that they gave meanwhile', async () => {
    const { runs, runtime, outputs, ended } = setUpRuns('server');
    const all = runs.run(DOCUMENT, { count: 8 });
    await settled();
    expect(runtime.submitted).toHaveLength(8);
    expect([...runtime.followed]).toEqual(['run-1', 'run-2']);
    for (let number = 2; number <= 8; number += 1) runtime.tell(`run-${number}`, outputOf(`of ${number}`));
    for (let number = 2; number <= 8; number += 1) runtime.tell(`run-${number}`, FINISHED);
    await settled();
    expect([...runtime.followed]).toEqual(['run-1']);
    runtime.tell('run-1', FINISHED);
    await all;
    expect(outputs.map(({ asset }) => asset)).toEqual([2, 3, 4, 5, 6, 7, 8].map((number) => `of ${number}`));
    expect(ended.map(({ state }) => state)).toEqual(Array(8).fill('finished'));
  });

  it('end when they are cancelled before they are followed', async () => {
    const { runs, runtime, ended, queue } = setUpRuns('server');
    void runs.run(DOCUMENT, { count: 8 });
    await settled();
    runtime.tell('run-1', STARTED);
    const [last, first] = [queue().at(-1)!.key, queue()[0]!.key];
    await runs.cancel(last);
    await settled();
    expect(runtime.cancelled).toEqual(['run-8']);
    expect([...runtime.followed]).toEqual(['run-1', 'run-2', 'run-8']);
    runtime.tell('run-8', { type: 'cancelled', elapsedMs: 0 });
    await settled();
    expect(ended).toMatchObject([{ key: last, state: 'cancelled' }]);
    expect([...runtime.followed]).toEqual(['run-1', 'run-2']);
    expect(queue()).toHaveLength(7);
    await runs.cancelAll();
    for (let number = 1; number <= 7; number += 1)
      runtime.tell(`run-${number}`, { type: 'cancelled', elapsedMs: 0 });
    await settled();
    expect(queue()).toEqual([]);
    expect(ended).toHaveLength(8);
    expect(ended.some(({ key }) => key === first)).toBe(true);
  });

  it('are followed two at a time by a page that was reloaded', async () => {
    const before = setUpRuns('server');
    void before.runs.run(DOCUMENT, { count: 4 });
    await settled();
    const after = setUpRuns('server');
    for (const [key, run] of before.remembered) {
      await after.runtime.submit({ document: DOCUMENT });
      after.remembered.set(key, run);
    }
    await after.runs.resume();
    await settled();
    expect([...after.runtime.followed]).toEqual(['run-1', 'run-2']);
    expect(after.queue()).toHaveLength(4);
  });

  it('know their order, and which were asked for together', async () => {
    const { runs, remembered } = setUpRuns('server');
    void runs.run(DOCUMENT, { count: 3 });
    void runs.run(DOCUMENT);
    await settled();
    const asked = [...remembered.values()].map(({ asked }) => asked);
    const instants = asked.map(({ askedAt }) => askedAt);
    expect(new Set(instants).size).toBe(4);
    expect(instants.toSorted((a, b) => a - b)).toEqual(instants);
    const [together, , , alone] = asked.map(({ batch }) => batch);
    expect(asked.map(({ batch }) => batch)).toEqual([together, together, together, alone]);
    expect(alone).not.toBe(together);
  });
});

describe('runs at a server that cannot be cancelled', () => {
  afterEach(() => void vi.useRealTimers());

  it('go on with the reason, stay remembered, and can be cancelled again', async () => {
    vi.useFakeTimers();
    const { runs, runtime, remembered, ended, queue } = setUpRuns('server');
    void runs.run(DOCUMENT);
    await vi.advanceTimersByTimeAsync(0);
    runtime.tell('run-1', STARTED);
    runtime.breakConnection(refusal('server-unreachable'));
    runtime.cancelFaults.push(refusal('server-unreachable'));
    await runs.cancel();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(queue()).toMatchObject([{ state: 'running', cancelProblem: { code: 'server-unreachable' } }]);
    expect([remembered.size, ended]).toEqual([1, []]);
    await runs.cancel();
    expect(queue()).toMatchObject([{ state: 'running', cancelProblem: undefined }]);
    expect(runtime.cancelled).toEqual(['run-1']);
    runtime.tell('run-1', { type: 'cancelled', elapsedMs: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toMatchObject([{ state: 'cancelled', problems: [] }]);
    expect([remembered.size, queue()]).toEqual([0, []]);
  });

  it('are cancelled once it has said so, also where it then goes away', async () => {
    vi.useFakeTimers();
    const { runs, runtime, remembered, ended } = setUpRuns('server');
    void runs.run(DOCUMENT);
    await vi.advanceTimersByTimeAsync(0);
    runtime.slowness.cancelMs = 5_000;
    void runs.cancel();
    runtime.breakConnection(refusal('server-unreachable'));
    await vi.advanceTimersByTimeAsync(4_000);
    runtime.breakConnection(refusal('server-unreachable'));
    expect([remembered.size, ended]).toEqual([1, []]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ended).toMatchObject([{ state: 'cancelled' }]);
    expect(remembered.size).toBe(0);
  });

  it('tell why when they were cancelled while they were handed over', async () => {
    const { runs, runtime, ended, queue } = setUpRuns('server');
    runtime.cancelFaults.push(refusal('token-missing'));
    void runs.run(DOCUMENT);
    await runs.cancel();
    await settled();
    expect(queue()).toMatchObject([{ cancelProblem: { code: 'token-missing' } }]);
    expect(ended).toEqual([]);
  });
});

it('runs at a server are followed whether or not the browser remembers them', async () => {
  const { runs, runtime, outputs, ended } = setUpRuns('server', { remembers: false });
  void runs.run(DOCUMENT);
  await settled();
  const picture = { asset: HASH, mediaType: 'image/png', widthPx: 8, heightPx: 8 };
  runtime.tell('run-1', { type: 'output', node: 'save', port: 'image', index: 0, ...picture });
  runtime.tell('run-1', FINISHED);
  await settled();
  expect(outputs).toHaveLength(1);
  expect(ended).toMatchObject([{ state: 'finished', problems: [] }]);
});

function refusal(code: string): ProblemError {
  return new ProblemError({ code, message: 'No.', remedy: 'Look.' });
}
