import type { RunEventBody } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { LoadingClock } from './loading-clock.ts';

it('stands still from the first byte of a model until it is ready', () => {
  let now = 100;
  const clock = new LoadingClock(() => now);
  const hear = (phase: 'fetching' | 'opening' | 'ready'): RunEventBody => {
    const event = { model: 'm', component: 'unet', phase, loadedBytes: 0, totalBytes: null };
    return { type: 'modelLoading', ...event };
  };
  const readings = [clock.read()];
  for (const event of [hear('fetching'), hear('opening'), hear('ready'), hear('opening'), hear('ready')]) {
    now += 10;
    clock.hear(event);
    readings.push(clock.read());
  }
  now += 10;
  readings.push(clock.read());
  expect(readings).toEqual([100, 110, 110, 110, 120, 120, 130]);
});
