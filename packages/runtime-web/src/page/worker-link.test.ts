import type { Problem } from '@latentgraph/graph-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkerLink } from './worker-link.ts';

// Node 20 has none; one without locks is as on plain http.
beforeEach(() => vi.stubGlobal('navigator', {}));
afterEach(() => vi.unstubAllGlobals());

/** A link to a worker that answers only what the test says. */
function linked() {
  const lost: Problem[] = [];
  let ended = false;
  const worker = {
    onmessage: (_: { data: unknown }) => {},
    postMessage() {},
    terminate() {
      ended = true;
    },
  };
  const link = new WorkerLink(worker as unknown as Worker, {
    start: { modelListUrl: 'http://localhost/models.json', device: 'wasm', previews: false, version: '1' },
    onEvent() {},
    onLost: (problem) => lost.push(problem),
  });
  const say = (data: unknown) => worker.onmessage({ data });
  return { link, say, lost, hasEnded: () => ended };
}

it('gives each caller its answer', async () => {
  const { link, say } = linked();
  const [first, second] = [link.call('hasAsset', 'a'), link.call('hasAsset', 'b')];
  say({ type: 'result', call: 1, output: true });
  say({ type: 'result', call: 0, output: false });
  expect([await first, await second]).toEqual([false, true]);
});

it('refuses a caller whose answer is not what was asked for, and serves on', async () => {
  const { link, say, lost } = linked();
  const asked = link.call('hasAsset', 'a');
  say({ type: 'result', call: 0, output: 'perhaps' });
  await expect(asked).rejects.toMatchObject({ problem: { code: 'worker-answer-unreadable' } });
  const next = link.call('hasAsset', 'a');
  say({ type: 'result', call: 1, output: true });
  expect([await next, lost]).toEqual([true, []]);
});

it('gives up a worker that it does not understand, and whoever waits hears it', async () => {
  const { link, say, lost, hasEnded } = linked();
  const asked = link.call('hasAsset', 'a');
  say({ type: 'event', event: { type: 'no such event' } });
  await expect(asked).rejects.toMatchObject({ problem: { code: 'worker-crashed' } });
  expect([lost.map(({ code }) => code), hasEnded()]).toEqual([['worker-crashed'], true]);
});
