import { readFileSync } from 'node:fs';
import {
  findSchedulerByClass,
  resolveConfig,
  type Schedule,
  type SchedulerDefinition,
  schedulerDefinitions,
  startAt,
  type Tensor,
} from '@latentgraph/nodes';
import { Float32Backend } from '@latentgraph/nodes/testing';
import { afterAll, describe, expect, test } from 'vitest';

interface Step {
  readonly timestep: number;
  readonly scaledInput: readonly number[];
  readonly modelOutput: readonly number[];
  readonly sample: readonly number[];
  readonly predictedOriginal?: readonly number[];
  readonly stepNoise?: readonly number[];
}

interface Case {
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly steps: number;
  readonly shape: readonly number[];
  readonly timesteps: readonly number[];
  readonly sigmas?: readonly number[];
  readonly initNoiseSigma: number;
  readonly noise: readonly number[];
  readonly initial: readonly number[];
  readonly startStep?: number;
  readonly original?: readonly number[];
  readonly trajectory: readonly Step[];
}

/** The references are float32, and errors of one step feed the next. */
const TOLERANCE = 2e-4;
const TIMESTEP_TOLERANCE = 1e-3;

const file =
  process.env.SCHEDULER_VECTORS ?? new URL('../../fixtures/reference/schedulers.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] };
const worst = new Map<string, number>();

afterAll(() => {
  const lines = [...worst].map(([name, error]) => `${name.padEnd(34)} ${error.toExponential(1)}`);
  console.info(`Largest relative error by class\n${lines.join('\n')}`);
});

describe.each([...new Set(cases.map((vector) => vector.class))])('%s', (className) => {
  const ofClass = cases.filter((vector) => vector.class === className);
  test.each(ofClass.map((vector) => [describeCase(vector), vector] as const))('%s', async (_, vector) => {
    const definition = findSchedulerByClass(className);
    if (definition === undefined) throw new Error(`no scheduler for ${className}`);
    const schedule = scheduleOf(definition, vector);
    compareSchedule(schedule, vector);
    await compareTrajectory(definition, schedule, vector);
  });
});

test('every scheduler has reference numbers', () => {
  const covered = new Set(cases.map((vector) => vector.class));
  const uncovered = schedulerDefinitions.filter((definition) => !covered.has(definition.className));
  expect(uncovered.map((definition) => definition.name)).toEqual([]);
});

function describeCase({ config, steps, startStep }: Case): string {
  const settings = Object.entries(config)
    .filter(([key]) => !key.startsWith('beta_'))
    .map(([key, value]) => `${key}=${value}`);
  return [`${steps} steps`, ...(startStep ? [`from ${startStep}`] : []), ...settings].join(' ');
}

function scheduleOf(definition: SchedulerDefinition, vector: Case): Schedule {
  const resolved = resolveConfig(definition, {}, vector.config);
  if (!resolved.ok) throw new Error(resolved.problems.map((found) => found.message).join(' '));
  const full = definition.createSchedule(definition.config.parse(resolved.config), vector.steps);
  if (!vector.startStep) return full;
  // A strength in the middle of the interval that keeps this many steps: no rounding can tip it over.
  return startAt(full, (vector.steps - vector.startStep / full.order + 0.5) / vector.steps);
}

function compareSchedule(schedule: Schedule, vector: Case): void {
  expect(schedule.entries).toHaveLength(vector.timesteps.length);
  vector.timesteps.forEach((timestep, i) => {
    const actual = schedule.entries[i]!.timestep;
    if (Number.isInteger(timestep) && Number.isInteger(actual)) expect(actual).toBe(timestep);
    else expect(Math.abs(actual - timestep)).toBeLessThan(TIMESTEP_TOLERANCE);
  });
  expect(schedule.from).toBe(vector.startStep ?? 0);
  expectClose(vector, 'initNoiseSigma', [schedule.initNoiseSigma], [vector.initNoiseSigma]);
  expect(schedule.sigmas?.length).toBe(vector.sigmas?.length);
  if (vector.sigmas) expectClose(vector, 'sigmas', schedule.sigmas ?? [], vector.sigmas);
}

async function compareTrajectory(
  definition: SchedulerDefinition,
  schedule: Schedule,
  vector: Case,
): Promise<void> {
  const ops = new Float32Backend();
  const upload = (values: readonly number[]) => ops.upload(Float32Array.from(values), vector.shape);
  let sample = await initialSample(ops, schedule, vector, upload);
  expectClose(vector, 'initial', await ops.download(sample), vector.initial);

  const solver = definition.createSolver(schedule);
  for (const [k, expected] of vector.trajectory.entries()) {
    const index = schedule.from + k;
    const where = `step ${k}`;
    const scaled = await ops.combine([[schedule.entries[index]!.inputScale, sample]]);
    expectClose(vector, `${where} scaledInput`, await ops.download(scaled), expected.scaledInput);

    let draws = 0;
    const prediction = await upload(expected.modelOutput);
    const made = ops.made;
    const output = await solver.step({
      ops,
      index,
      sample,
      prediction,
      noise: async () => {
        draws++;
        return upload(expected.stepNoise ?? []);
      },
    });
    expect(draws, `${where} draws`).toBe(expected.stepNoise ? 1 : 0);
    expectFewTensors(vector, schedule.config, ops.made - made - draws, where);
    expectClose(vector, `${where} sample`, await ops.download(output.sample), expected.sample);
    const denoised = await ops.download(output.denoised);
    if (expected.predictedOriginal)
      expectClose(vector, `${where} predictedOriginal`, denoised, expected.predictedOriginal);
    sample = output.sample;
    ops.endOfNode([output.sample]);
  }
  const drawsNoise = vector.trajectory.some((step) => step.stepNoise);
  if (drawsNoise)
    expect(definition.drawsNoise(definition.config.parse(schedule.config), undefined)).toBe(true);
  solver.dispose();
  expect(ops.retained, 'tensors retained after dispose').toBe(0);
}

async function initialSample(
  ops: Float32Backend,
  schedule: Schedule,
  vector: Case,
  upload: (values: readonly number[]) => Promise<Tensor>,
): Promise<Tensor> {
  const noise = await upload(vector.noise);
  if (!vector.original) return ops.combine([[schedule.initNoiseSigma, noise]]);
  const { alpha, sigma } = schedule.entries[schedule.from]!;
  return ops.combine([
    [alpha, await upload(vector.original)],
    [sigma, noise],
  ]);
}

/** What a step may make beside its two results: a converted prediction for the history, and UniPC's corrected sample. */
const KEPT_BESIDE_RESULTS: Readonly<Record<string, number>> = {
  LMSDiscreteScheduler: 1,
  HeunDiscreteScheduler: 1,
  DPMSolverMultistepScheduler: 1,
  DPMSolverSinglestepScheduler: 1,
  DEISMultistepScheduler: 1,
  UniPCMultistepScheduler: 1,
};

function expectFewTensors(vector: Case, config: Schedule['config'], made: number, where: string): void {
  const thresholding = config.thresholding === true ? 2 : 0;
  const clipping = config.clip_sample === true ? 1 : 0;
  const most = 2 + (KEPT_BESIDE_RESULTS[vector.class] ?? 0) + (thresholding || clipping);
  expect(made, `${where} tensors made`).toBeLessThanOrEqual(most);
}

function expectClose(
  vector: Case,
  what: string,
  actual: ArrayLike<number>,
  expected: readonly number[],
): void {
  const magnitude = Math.max(...expected.map(Math.abs));
  const errors = expected.map((value, i) => Math.abs(value - actual[i]!));
  const error = Math.max(...errors) / (magnitude || 1);
  expect(error, `${what}: relative error`).toBeLessThanOrEqual(TOLERANCE);
  worst.set(vector.class, Math.max(worst.get(vector.class) ?? 0, error));
}
