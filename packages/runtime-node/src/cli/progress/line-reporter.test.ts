import type { RunEventBody } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { createLineReporter } from './line-reporter.ts';

function linesOf(events: readonly RunEventBody[]): string[] {
  const lines: string[] = [];
  const reporter = createLineReporter((line) => lines.push(line));
  events.forEach((event, at) => {
    reporter.report({ run: 'r', seq: at + 1, ...event });
  });
  reporter.end();
  return lines;
}

function steps(zone: string, count: number, elapsedMs: number): RunEventBody[] {
  return Array.from({ length: count }, (_, at) => ({
    type: 'stepFinished',
    zone,
    step: at + 1,
    count,
    elapsedMs,
  }));
}

it('tells of a run in plain lines', () => {
  expect(
    linesOf([
      { type: 'queued', position: 0 },
      { type: 'started', device: 'cpu', nodeCount: 3 },
      {
        type: 'modelLoading',
        model: 'tiny',
        component: 'unet',
        phase: 'opening',
        loadedBytes: 0,
        totalBytes: 12e6,
      },
      { type: 'nodeStarted', node: 'a' },
      ...steps('denoise', 3, 2000),
      { type: 'finished', elapsedMs: 125_000 },
    ]),
  ).toEqual([
    'Running on cpu',
    'Loading unet of model tiny (12 MB)',
    'denoise: step 1 of 3, 4.0 s left',
    'denoise: step 2 of 3, 2.0 s left',
    'denoise: step 3 of 3',
    'Finished in 2 min 05 s',
  ]);
});

it('tells of a long zone in about ten lines', () => {
  expect(linesOf(steps('denoise', 1000, 10))).toHaveLength(11);
});

it('says what went wrong, with code and remedy, and obeys no control characters', () => {
  expect(
    linesOf([
      ...steps('\u001b[2J', 1, 10),
      {
        type: 'failed',
        elapsedMs: 1,
        problems: [
          { code: 'model-broken', severity: 'error', message: 'It is\nbroken.', remedy: 'Mend it.' },
        ],
      },
    ]),
  ).toEqual(['\\u001b[2J: step 1 of 1', 'error [model-broken] It is\\nbroken.\n  Mend it.']);
});

it('says again and again what takes long', () => {
  const lines: string[] = [];
  let now = 0;
  let beat = () => {};
  const reporter = createLineReporter((line) => lines.push(line), {
    now: () => now,
    beats(work, intervalMs) {
      beat = () => {
        now += intervalMs;
        work();
      };
      return () => {};
    },
  });
  const loading = { model: 'big', component: 'unet', loadedBytes: 0, totalBytes: 2e9 } as const;
  const events: RunEventBody[] = [
    { type: 'nodeStarted', node: 'unet' },
    { type: 'modelLoading', phase: 'opening', ...loading },
    { type: 'modelLoading', phase: 'ready', ...loading },
    { type: 'stepFinished', zone: 'denoise', step: 1, count: 2, elapsedMs: 30_000 },
    { type: 'stepFinished', zone: 'denoise', step: 2, count: 2, elapsedMs: 30_000 },
  ];
  for (const [at, event] of events.entries()) {
    reporter.report({ run: 'r', seq: at + 1, ...event });
    beat();
  }
  expect(lines).toEqual([
    'Running unet, for 30 s now',
    'Loading unet of model big (2.0 GB)',
    'Loading unet of model big (2.0 GB), for 30 s now',
    'Running unet, for 30 s now',
    'denoise: step 1 of 2, 30 s left',
    'denoise: in step 2 of 2, for 30 s now',
    'denoise: step 2 of 2',
  ]);
});
