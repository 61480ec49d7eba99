import type { RunRequest } from '@latentgraph/graph-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { meanDifference, readRgb } from '../../support/pictures.ts';
import type { TestRuntime } from '../../support/use-runtime.ts';
import { runOn } from './harness-page.ts';

/** Steps of 1/255 between a picture of the GPU and that of Node on the CPU, on average; 0.0024 were seen. */
const TOLERANCE = 1;

/** Runs a workflow on the page's GPU and in Node, compares the pictures, and finds nothing left on the GPU. */
export async function expectSamePicture(page: Page, onCpu: TestRuntime, request: RunRequest): Promise<void> {
  const { events, outputs } = await runOn(page, request);
  expect(events.at(-1)).toMatchObject({ type: 'finished' });
  expect(events.find(({ type }) => type === 'started')).toMatchObject({ device: 'webgpu' });
  const onNode = await onCpu.run(request);
  expect(onNode.problems).toEqual([]);
  const painted = await readRgb(Buffer.from(outputs[0]!, 'base64'));
  expect(meanDifference(painted, await readRgb(onNode.outputs[0]!))).toBeLessThan(TOLERANCE);
  expect(await page.evaluate(() => harness.diagnostics())).toMatchObject({ gpuTensors: 0 });
}
