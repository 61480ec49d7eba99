import { describe, expect, it } from 'vitest';
import { foldEvent } from './fold-event.ts';
import { progressOf } from './progress.ts';
import type { RunView } from './run-view.ts';
import { startingView } from './starting-view.ts';
import { workflowOf } from './testing/documents.ts';

const zone = (id: string) => ({ id, end: `${id}-end`, nodes: new Set<string>() });
const stamp = { run: 'run-1', seq: 1 };

function started(): RunView {
  const asked = {
    ...{ key: 'a', batch: 'a', workflow: 'w', document: workflowOf({}), targets: undefined, seeds: {} },
    ...{ place: 'This browser', live: false, askedAt: 0, submitted: true },
  };
  return foldEvent(startingView(asked), { ...stamp, type: 'started', device: 'cpu', nodeCount: 3 }, 0);
}

function afterSteps(view: RunView, id: string, count: number, stepMs: readonly number[]): RunView {
  let now = 0;
  return stepMs.reduce((before, elapsedMs, index) => {
    now += elapsedMs;
    return foldEvent(
      before,
      { ...stamp, type: 'stepFinished', zone: id, step: index + 1, count, elapsedMs },
      now,
    );
  }, view);
}

describe('how far a run has come', () => {
  it('is unknown before the first step, but for what is fetched', () => {
    expect(progressOf(started(), [zone('a')], 0)).toEqual({
      fraction: undefined,
      step: undefined,
      leftMs: undefined,
    });
    const fetching = {
      model: 'tiny',
      component: 'unet',
      phase: 'fetching',
      loadedBytes: 3,
      totalBytes: 12,
    } as const;
    const view = foldEvent(started(), { ...stamp, type: 'modelLoading', ...fetching }, 0);
    expect(progressOf(view, [zone('a')], 0).fraction).toBe(0.25);
  });

  it('says nothing of the time left before the slow first step has been followed by another', () => {
    const one = progressOf(afterSteps(started(), 'a', 10, [500]), [zone('a')], 500);
    expect(one).toEqual({ fraction: 0.1, step: { number: 2, count: 10 }, leftMs: undefined });
    const three = progressOf(afterSteps(started(), 'a', 10, [500, 100, 100]), [zone('a')], 700);
    expect(three).toEqual({ fraction: 0.3, step: { number: 4, count: 10 }, leftMs: 700 });
  });

  it('goes down between steps, and never below what is left after the step', () => {
    const view = afterSteps(started(), 'a', 10, [500, 100, 100]);
    expect(progressOf(view, [zone('a')], 740).leftMs).toBe(660);
    expect(progressOf(view, [zone('a')], 5000).leftMs).toBe(600);
  });

  it('takes zones that have not begun to last as long, and those that were kept to be done', () => {
    const zones = [zone('a'), zone('b')];
    const first = progressOf(afterSteps(started(), 'a', 4, [100, 100]), zones, 200);
    expect(first).toEqual({ fraction: 0.25, step: { number: 3, count: 4 }, leftMs: 600 });
    const kept = foldEvent(
      started(),
      { ...stamp, type: 'nodeFinished', node: 'a-end', cached: true, elapsedMs: 0 },
      0,
    );
    expect(progressOf(afterSteps(kept, 'b', 4, [100, 100]), zones, 200)).toMatchObject({
      fraction: 0.75,
      leftMs: 200,
    });
  });
});
