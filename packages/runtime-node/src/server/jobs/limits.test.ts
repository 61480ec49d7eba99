import type { ProblemError } from '@latentgraph/graph-core';
import { describe, expect, it } from 'vitest';
import type { JobRequest } from '../job-service.ts';
import { checkLimits, JOB_LIMITS, StepCount } from './limits.ts';

type Params = JobRequest['document']['graphs']['main']['nodes'][string]['params'];

function request(
  nodes: Readonly<Record<string, Params>>,
  overrides: Record<string, unknown> = {},
): JobRequest {
  const entries = Object.entries(nodes).map(([id, params]) => [
    id,
    { type: 'T', version: 1, params, position: { x: 0, y: 0 } },
  ]);
  const main = { nodes: Object.fromEntries(entries), edges: [] };
  return { document: { format: 'latentgraph', version: 1, graphs: { main } }, overrides };
}

function noise(params: Params, overrides: Record<string, unknown> = {}): JobRequest {
  const node = { type: 'Noise', version: 1, params, position: { x: 0, y: 0 } };
  const graphs = { main: { nodes: { noise: node }, edges: [] } };
  return { document: { format: 'latentgraph', version: 1, graphs }, overrides, targets: ['noise'] };
}

function codeOf(job: JobRequest, bytes = 100): string | undefined {
  try {
    checkLimits(job, bytes, JOB_LIMITS);
    return undefined;
  } catch (error) {
    return (error as ProblemError).problem.code;
  }
}

describe('checkLimits', () => {
  const size = { width: 2048, height: 2048 };
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`n${index}`, {}]));

  it.each<[string | undefined, JobRequest, number?]>([
    [undefined, request({ schedule: { steps: 1000 }, noise: { ...size, batch: 8 } })],
    ['job-too-large', request({}), JOB_LIMITS.requestBytes + 1],
    ['job-too-many-nodes', request(many)],
    ['job-too-many-steps', request({ one: { steps: 999 }, two: { steps: 999 }, noise: { batch: 16 } })],
    ['job-too-many-steps', request({ one: { steps: 4 } }, { 'one.steps': '20001' })],
    ['job-too-many-pixels', noise({ ...size, width: 8192, batch: 64 })],
    ['job-too-many-pixels', noise({ width: 8192, height: 8192 }, { 'noise.batch': 5 })],
    [undefined, noise({ ...size, batch: 64 })],
    [undefined, request({ noise: { width: 'wide', height: -5, batch: Number.NaN, steps: null } } as never)],
  ])('%s', (code, job, bytes) => {
    expect(codeOf(job, bytes)).toBe(code);
  });
});

describe('StepCount', () => {
  const step = (at: number, count: number) =>
    ({ type: 'stepFinished', zone: 'z', step: at, count, elapsedMs: 1 }) as const;

  it('foresees a zone that is too long at its first step', () => {
    expect(new StepCount(100).add(step(1, 100))).toBeUndefined();
    expect(new StepCount(100).add(step(1, 101))).toMatchObject({ code: 'job-too-many-steps' });
  });

  it('counts the steps of all zones together', () => {
    const count = new StepCount(5);
    const found = [step(1, 3), step(2, 3), step(3, 3), step(1, 2), step(2, 2), step(1, 1)].map((event) =>
      count.add(event),
    );
    expect(found.map((problem) => problem?.code)).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined, 'job-too-many-steps'],
    ]);
    expect(count.add({ type: 'nodeStarted', node: 'n' })).toBeUndefined();
  });
});
