import { problem, type RunEventBody } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { foldEvent } from './fold-event.ts';
import type { RunView } from './run-view.ts';
import { startingView } from './starting-view.ts';
import { workflowOf } from './testing/documents.ts';

const PICTURE = { asset: 'ab', mediaType: 'image/png', widthPx: 8, heightPx: 8 };
const STARTED: RunEventBody = { type: 'started', device: 'cpu', nodeCount: 2 };
const OUTPUT: RunEventBody = { type: 'output', node: 'save', port: 'image', index: 0, ...PICTURE };

function after(events: readonly RunEventBody[]): RunView {
  const asked = {
    ...{ key: 'a', batch: 'a', workflow: 'w', document: workflowOf({}), targets: undefined, seeds: {} },
    ...{ place: 'This browser', live: false, askedAt: 0, submitted: true },
  };
  return events.reduce<RunView>(
    (view, event, index) => foldEvent(view, { ...event, run: 'run-1', seq: index + 1 }, 100 * (index + 1)),
    startingView(asked),
  );
}

it('keeps each step’s time, what it went by, and the picture foreseen in it', () => {
  const view = after([
    STARTED,
    { type: 'preview', node: 'end', zone: 'denoise', step: 1, ...PICTURE },
    { type: 'stepFinished', zone: 'denoise', step: 1, count: 3, elapsedMs: 40, readings: { timestep: 981 } },
    { type: 'stepFinished', zone: 'denoise', step: 2, count: 3, elapsedMs: 30 },
  ]);
  expect(view.zones).toEqual({
    denoise: {
      ...{ step: 2, count: 3, stepMs: [40, 30], readings: [{ timestep: 981 }, {}] },
      ...{ steppedAt: 400, previews: [PICTURE] },
    },
  });
  expect(view.nodes).toEqual({ end: { state: 'running', picture: PICTURE } });
});

it('begins anew when the server starts a run once more', () => {
  const steps: RunEventBody = { type: 'stepFinished', zone: 'denoise', step: 1, count: 3, elapsedMs: 40 };
  const slow = problem({ code: 'slow', severity: 'warning', message: 'It is slow.', remedy: 'Wait.' });
  const died = problem({ code: 'died', severity: 'warning', message: 'It has died.', remedy: 'Look.' });
  const attempt: RunEventBody[] = [
    STARTED,
    { type: 'warning', problem: slow },
    { type: 'nodeFinished', node: 'noise', cached: false, elapsedMs: 3 },
    steps,
    OUTPUT,
    { type: 'modelLoading', model: 'm', component: 'vae', phase: 'opening', loadedBytes: 0, totalBytes: 9 },
  ];
  const putBack: RunEventBody[] = [
    { type: 'warning', problem: died },
    { type: 'queued', position: 0 },
  ];
  const waiting = after([...attempt, ...putBack]);
  expect(waiting).toMatchObject({ state: 'queued', startedAt: undefined, loading: undefined });
  expect([waiting.zones, waiting.outputs, waiting.nodes]).toEqual([
    ...[{}, []],
    { save: { state: 'waiting', picture: PICTURE } },
  ]);
  const again = after([...attempt, ...putBack, ...attempt]);
  expect(again.outputs).toHaveLength(1);
  expect(again.warnings).toEqual([slow, died]);
  expect(after([...attempt, STARTED])).toMatchObject({ zones: {}, outputs: [], startedAt: 700 });
});

it('leaves nothing running in a run that was cut off', () => {
  const view = after([
    STARTED,
    { type: 'nodeFinished', node: 'a', cached: true, elapsedMs: 0 },
    { type: 'nodeStarted', node: 'b' },
    { type: 'cancelled', elapsedMs: 7 },
  ]);
  expect(view).toMatchObject({ state: 'cancelled', elapsedMs: 7, loading: undefined });
  expect(view.nodes).toEqual({ a: { state: 'cached', elapsedMs: 0 }, b: { state: 'waiting' } });
});
