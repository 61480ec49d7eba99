import { type Asset, ProblemError, type RunEventBody } from '@latentgraph/graph-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRuns } from './run-queue.ts';
import type { OutputView, RunView } from './run-view.ts';
import type { Place } from './runtimes/place.ts';
import type { ServerRun } from './server-run.ts';
import { workflowOf } from './testing/documents.ts';
import { createScriptedRuntime } from './testing/scripted-runtime.ts';

const DOCUMENT = workflowOf({ noise: ['Noise', { seed: 7 }] });
const STARTED = { type: 'started', device: 'cpu', nodeCount: 1 } as const;
const FINISHED = { type: 'finished', elapsedMs: 5 } as const;
const HASH = 'ab'.repeat(32);

/** The picture with this hash, from a node `save`. */
const outputOf = (asset: string): RunEventBody => ({
  ...({ type: 'output', node: 'save', port: 'image', index: 0 } as const),
  ...{ asset, mediaType: 'image/png', widthPx: 8, heightPx: 8 },
});

interface Setting {
  readonly assets?: readonly Asset[];
  /** Whether the browser's database answers. */
  readonly remembers?: boolean;
}

/** Runs on one scripted runtime, which is this browser or a server. */
function setUp(kind: Place['kind'], { assets = [], remembers = true }: Setting = {}) {
  const runtime = createScriptedRuntime();
  const url = 'http://server.example';
  const place: Place = { kind, name: kind, runtime, ...(kind === 'server' ? { url } : {}) };
  const remembered = new Map<string, ServerRun>();
  const open = { workflow: 'workflow' };
  const outputs: OutputView[] = [];
  const ended: RunView[] = [];
  const use = { isOver: false };
  const runs = createRuns({
    runtimes: {
      ...{ current: () => place, places: () => [place], server: () => place },
      closeUnused(inUse) {
        use.isOver = !inUse.has(runtime);
      },
    },
    memory: {
      remember: async (run) => {
        if (!remembers) await new Promise(() => undefined);
        remembered.set(run.key, run);
      },
      forget: async (key) => void remembered.delete(key),
      takeUp: async () => [...remembered.values()],
    },
    openWorkflow: () => open.workflow,
    mayRun: () => true,
    keptView: () => undefined,
    findAsset: async (hash) => assets.find((asset) => asset.hash === hash),
    async onOutput(_, output, { assets }) {
      outputs.push(output);
      await assets.get(output.asset);
    },
    onEnd: (view) => void ended.push(view),
  });
  const queue = () => runs.store.getState().queue;
  return { runs, runtime, remembered, open, outputs, ended, use, queue };
}

/** Lets everything that can happen until then happen. */
const settled = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

const withSeed = (seed: number) => workflowOf({ noise: ['Noise', { seed }] });
const seedOf = ({ document }: Pick<RunView, 'document'>) => document.graphs.main.nodes.noise?.params.seed;

describe('runs in this browser', () => {
  it('are handed over one after the other, each with the next seed', async () => {
    const { runs, runtime, queue } = setUp('browser');
    const all = runs.run(DOCUMENT, { count: 3 });
    await settled();
    expect(runtime.submitted).toHaveLength(1);
    expect(queue().map(({ submitted }) => submitted)).toEqual([true, false, false]);
    for (const run of ['run-1', 'run-2', 'run-3']) {
      runtime.tell(run, STARTED);
      runtime.tell(run, FINISHED);
      await settled();
    }
    const views = await all;
    expect(views.map(({ state }) => state)).toEqual(['finished', 'finished', 'finished']);
    expect(runtime.submitted.map(({ document }) => document.graphs.main.nodes.noise?.params.seed)).toEqual([
      7, 8, 9,
    ]);
    expect(runs.store.getState()).toMatchObject({ queue: [], shown: { key: views[2]?.key } });
  });

  it('that wait change places and leave the queue; the one that runs is told to stop', async () => {
    const { runs, runtime, queue, ended } = setUp('browser');
    void runs.run(DOCUMENT, { count: 4 });
    await settled();
    const [first, second, third, fourth] = queue().map(({ key }) => key);
    runs.move(fourth!, -2);
    expect(queue().map(({ key }) => key)).toEqual([first, fourth, second, third]);
    await runs.cancel(second!);
    expect(queue().map(({ key }) => key)).toEqual([first, fourth, third]);
    await runs.cancelAll();
    expect(runtime.cancelled).toEqual(['run-1']);
    runtime.tell('run-1', { type: 'cancelled', elapsedMs: 1 });
    await settled();
    expect(queue()).toEqual([]);
    expect(runtime.submitted).toHaveLength(1);
    expect(ended.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
  });

  it('of a change give way to those of the next change, and to nothing else', async () => {
    const { runs, runtime, queue } = setUp('browser');
    void runs.run(DOCUMENT, { live: true });
    await settled();
    void runs.run(DOCUMENT);
    void runs.run(DOCUMENT, { live: true });
    await settled();
    expect(runtime.cancelled).toEqual(['run-1']);
    expect(queue().map(({ live }) => live)).toEqual([true, false, true]);
  });

  it('of a change that comes while the one before is being cancelled are those of the last change', async () => {
    const { runs, runtime, queue, open } = setUp('server');
    runtime.slowness.cancelMs = 20;
    void runs.run(withSeed(1), { live: true });
    await settled();
    const second = runs.run(withSeed(2), { live: true });
    await settled();
    void runs.run(withSeed(3), { live: true });
    open.workflow = 'another';
    expect(await second).toEqual([]);
    await settled();
    expect(runtime.submitted.map(seedOf)).toEqual([1, 3]);
    expect(queue().map(seedOf)).toEqual([1, 3]);
  });

  it('belong to the workflow that was open when they were asked for', async () => {
    const { runs, runtime, queue, open } = setUp('server');
    runtime.slowness.cancelMs = 20;
    void runs.run(withSeed(1), { live: true });
    await settled();
    void runs.run(withSeed(2), { live: true });
    open.workflow = 'another';
    await settled(40);
    expect(queue().map(({ workflow }) => workflow)).toEqual(['workflow', 'workflow']);
  });

  it('get the pictures that the document names, and keep pictures of nodes from the run before', async () => {
    const picture = { hash: HASH, mediaType: 'image/png', bytes: new Uint8Array([1]) };
    const { runs, runtime, outputs } = setUp('browser', { assets: [picture] });
    const document = workflowOf({ load: ['LoadImage', { asset: HASH }], save: ['SaveImage'] });
    void runs.run(document);
    await settled();
    expect([...runtime.kept.values()].map(({ bytes }) => bytes)).toEqual([picture.bytes]);
    const size = { widthPx: 8, heightPx: 8, mediaType: 'image/png' };
    runtime.tell('run-1', STARTED);
    runtime.tell('run-1', { type: 'output', node: 'save', port: 'image', index: 0, asset: HASH, ...size });
    runtime.tell('run-1', FINISHED);
    await settled();
    expect(outputs).toEqual([{ node: 'save', index: 0, asset: HASH, ...size }]);
    void runs.run(document);
    expect(runs.store.getState().shown?.nodes).toEqual({
      save: { state: 'waiting', picture: { asset: HASH, ...size } },
    });
  });

  it('show the pictures of the run before them, not of that which was shown when they were asked for', async () => {
    const { runs, runtime, open } = setUp('browser');
    const shownPicture = () => runs.store.getState().shown?.nodes.save;
    void runs.run(workflowOf({ save: ['SaveImage'] }), { count: 3 });
    for (const run of ['run-1', 'run-2']) {
      await settled();
      for (const event of [STARTED, outputOf(`of ${run}`), FINISHED]) runtime.tell(run, event);
    }
    await settled();
    expect(shownPicture()).toMatchObject({ state: 'waiting', picture: { asset: 'of run-2' } });
    open.workflow = 'another';
    void runs.run(workflowOf({ save: ['SaveImage'] }));
    expect(shownPicture()).toBeUndefined();
  });

  it('keep their worker until all of their pictures have been fetched', async () => {
    const { runs, runtime, use } = setUp('browser');
    let fetched = () => {};
    const fetching = new Promise<undefined>((resolve) => (fetched = () => resolve(undefined)));
    runtime.assets.get = () => fetching;
    const all = runs.run(DOCUMENT);
    await settled();
    for (const event of [STARTED, outputOf(HASH), FINISHED]) runtime.tell('run-1', event);
    await all;
    expect(use.isOver).toBe(false);
    fetched();
    await settled();
    expect(use.isOver).toBe(true);
  });
});

describe('runs at a server', () => {
  it('are handed over at once and forgotten when they have ended', async () => {
    const { runs, runtime, remembered } = setUp('server');
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
    const before = setUp('server');
    void before.runs.run(DOCUMENT);
    await settled();
    const [asked] = before.remembered.values();
    const after = setUp('server');
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
    const { runs, runtime, ended, outputs } = setUp('server');
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
    const { runs, runtime, outputs, ended } = setUp('server');
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
    const { runs, runtime, ended, queue } = setUp('server');
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
    const before = setUp('server');
    void before.runs.run(DOCUMENT, { count: 4 });
    await settled();
    const after = setUp('server');
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
    const { runs, remembered } = setUp('server');
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
    const { runs, runtime, remembered, ended, queue } = setUp('server');
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
    const { runs, runtime, remembered, ended } = setUp('server');
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
    const { runs, runtime, ended, queue } = setUp('server');
    runtime.cancelFaults.push(refusal('token-missing'));
    void runs.run(DOCUMENT);
    await runs.cancel();
    await settled();
    expect(queue()).toMatchObject([{ cancelProblem: { code: 'token-missing' } }]);
    expect(ended).toEqual([]);
  });
});

it('runs at a server are followed whether or not the browser remembers them', async () => {
  const { runs, runtime, outputs, ended } = setUp('server', { remembers: false });
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
