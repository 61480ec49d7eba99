import { describe, expect, it } from 'vitest';
import type { RunView } from './run-view.ts';
import { workflowOf } from './testing/documents.ts';
import { DOCUMENT, FINISHED, HASH, outputOf, STARTED, settled, setUpRuns } from './testing/set-up-runs.ts';

const withSeed = (seed: number) => workflowOf({ noise: ['Noise', { seed }] });
const seedOf = ({ document }: Pick<RunView, 'document'>) => document.graphs.main.nodes.noise?.params.seed;

describe('runs in this browser', () => {
  it('are handed over one after the other, each with the next seed', async () => {
    const { runs, runtime, queue } = setUpRuns('browser');
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
    const { runs, runtime, queue, ended } = setUpRuns('browser');
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
    const { runs, runtime, queue } = setUpRuns('browser');
    void runs.run(DOCUMENT, { live: true });
    await settled();
    void runs.run(DOCUMENT);
    void runs.run(DOCUMENT, { live: true });
    await settled();
    expect(runtime.cancelled).toEqual(['run-1']);
    expect(queue().map(({ live }) => live)).toEqual([true, false, true]);
  });

  it('of a change that comes while the one before is being cancelled are those of the last change', async () => {
    const { runs, runtime, queue, open } = setUpRuns('server');
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
    const { runs, runtime, queue, open } = setUpRuns('server');
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
    const { runs, runtime, outputs } = setUpRuns('browser', { assets: [picture] });
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
    const { runs, runtime, open } = setUpRuns('browser');
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
    const { runs, runtime, use } = setUpRuns('browser');
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
