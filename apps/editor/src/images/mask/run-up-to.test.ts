import { ProblemError, problem } from '@latentgraph/graph-core';
import { expect, test, vi } from 'vitest';
import { workflowOf } from '../../run/testing/documents.ts';
import { createScriptedRuntime } from '../../run/testing/scripted-runtime.ts';
import { runUpTo } from './run-up-to.ts';

const request = { document: workflowOf({ preview: ['PreviewImage'] }), targets: ['preview'] };
const none = async () => undefined;

async function started(signal: AbortSignal) {
  const runtime = createScriptedRuntime();
  const asset = await runtime.assets.put(new Uint8Array([7]), 'image/png');
  const picture = runUpTo(request, runtime, none, signal);
  await vi.waitFor(() => expect(runtime.submitted).toHaveLength(1));
  const shows = {
    type: 'preview',
    node: 'preview',
    asset,
    mediaType: 'image/png',
    widthPx: 1,
    heightPx: 1,
  } as const;
  return { runtime, asset, picture, shows };
}

test('what the target shows first is the picture', async () => {
  const { runtime, asset, picture, shows } = await started(new AbortController().signal);
  runtime.tell('run-1', shows);
  runtime.tell('run-1', { type: 'finished', elapsedMs: 1 });
  expect((await picture)?.hash).toBe(asset);
  expect(runtime.cancelled).toEqual([]);
});

test('who no longer wants the picture cancels the run', async () => {
  const stop = new AbortController();
  const { runtime, picture } = await started(stop.signal);
  stop.abort();
  expect(runtime.cancelled).toEqual(['run-1']);
  runtime.tell('run-1', { type: 'cancelled', elapsedMs: 1 });
  expect(await picture).toBeUndefined();
});

test('before anything is submitted, nothing runs that nobody wants', async () => {
  const runtime = createScriptedRuntime();
  await expect(runUpTo(request, runtime, none, AbortSignal.abort())).rejects.toThrow();
  expect(runtime.submitted).toEqual([]);
});

test('why the run failed is thrown', async () => {
  const { runtime, picture } = await started(new AbortController().signal);
  const why = problem({ code: 'no-model', message: 'No model.', remedy: 'Choose one.' });
  runtime.tell('run-1', { type: 'failed', problems: [why], elapsedMs: 1 });
  await expect(picture).rejects.toThrow(new ProblemError(why));
});
