import { describe, expect, test } from 'vitest';
import type { LatentValue, SeedValue } from '../../contract/values.ts';
import { streamFromSeed } from '../../random/seed-value.ts';
import { createStream } from '../../random/stream.ts';
import { type FakeServices, fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode, stateOf } from '../../testing/run-node.ts';
import { latentOf, predictionOf, read, sampleSchedule } from '../../testing/sample-values.ts';
import { stepAt } from './denoise-start.ts';
import { schedulerStep } from './scheduler-step.ts';

interface StepOutputs {
  readonly latent: LatentValue;
  readonly denoised: LatentValue;
}

const SAMPLE = [0.5, -1];
const PREDICTION = [1, 0.25];

/** Takes one step after another of a schedule, always from the same sample with the same prediction. */
async function walk(
  services: FakeServices,
  scheduler: string,
  count: number,
  options: { readonly params?: object; readonly seed?: SeedValue } = {},
): Promise<readonly StepOutputs[]> {
  const schedule = sampleSchedule(scheduler, 4);
  const inputsAt = async (index: number) => ({
    step: stepAt(schedule, index),
    latent: await latentOf(services.ops, SAMPLE),
    prediction: await predictionOf(services.ops, PREDICTION),
    ...(options.seed ? { seed: options.seed } : {}),
  });
  const call = { params: options.params ?? {}, services };
  const state = stateOf(schedulerStep, { ...call, inputs: await inputsAt(0) });
  const results: StepOutputs[] = [];
  for (let index = 0; index < count; index++) {
    const inputs = await inputsAt(index);
    results.push((await runNode<StepOutputs>(schedulerStep, { ...call, inputs, state })).outputs);
  }
  (state as { dispose(): void }).dispose();
  return results;
}

describe('SchedulerStep', () => {
  test('moves the latent to the next level, and foresees the clean one', async () => {
    const services = fakeServices();
    const { entries } = sampleSchedule('euler', 4);
    const { sigma, next } = entries[0]!;
    const [first] = await walk(services, 'euler', 1);
    const moved = await read(services.ops, first!.latent.tensor);
    moved.data.forEach((value, i) => {
      expect(value).toBeCloseTo(SAMPLE[i]! + (next!.sigma - sigma) * PREDICTION[i]!, 5);
    });
    const foreseen = await read(services.ops, first!.denoised.tensor);
    foreseen.data.forEach((value, i) => {
      expect(value).toBeCloseTo(SAMPLE[i]! - sigma * PREDICTION[i]!, 5);
    });
    expect(first!.latent.level).toEqual({ kind: 'noised', ...next });
    expect(first!.denoised.level).toEqual({ kind: 'clean' });
  });

  test('after the last step the latent is clean', async () => {
    const steps = await walk(fakeServices(), 'euler', 4);
    expect(steps.map(({ latent }) => latent.level.kind)).toEqual(['noised', 'noised', 'noised', 'clean']);
  });

  test('keeps nothing after the run', async () => {
    const services = fakeServices();
    await walk(services, 'dpm-multistep', 3);
    expect(services.ops.retained).toBe(0);
  });

  test('draws behind what was drawn before, one draw a step', async () => {
    const dims = [1, 1, 1, 2];
    const seed: SeedValue = { ...streamFromSeed(7), draws: [dims] };
    const noises = async (start: SeedValue) => {
      const services = fakeServices();
      const stepped = await walk(services, 'euler-ancestral', 2, { seed: start });
      return Promise.all(stepped.map(async ({ latent }) => (await read(services.ops, latent.tensor)).data));
    };
    const [first, second] = await noises(seed);
    // What a step draws is what is left when its deterministic part is taken off.
    const stream = createStream(streamFromSeed(7));
    stream.draw(dims);
    const draws = [stream.draw(dims), stream.draw(dims)];
    const { entries } = sampleSchedule('euler-ancestral', 4);
    [first, second].forEach((moved, index) => {
      const { sigma, next } = entries[index]!;
      const up = Math.sqrt((next!.sigma ** 2 * (sigma ** 2 - next!.sigma ** 2)) / sigma ** 2);
      const down = Math.sqrt(next!.sigma ** 2 - up ** 2);
      moved!.forEach((value, i) => {
        const still = SAMPLE[i]! + (down - sigma) * PREDICTION[i]!;
        expect(value).toBeCloseTo(still + up * draws[index]![i]!, 4);
      });
    });
    expect(await noises(streamFromSeed(7))).not.toEqual([first, second]);
  });

  test('eta makes DDIM draw, and eta 0 leaves it as it is', async () => {
    const services = fakeServices();
    const seed = streamFromSeed(1);
    const valuesOf = async (params: object, start?: SeedValue) => {
      const [first] = await walk(services, 'ddim', 1, { params, ...(start ? { seed: start } : {}) });
      return (await read(services.ops, first!.latent.tensor)).data;
    };
    const plain = await valuesOf({});
    expect(await valuesOf({ eta: 0 }, seed)).toEqual(plain);
    expect(await valuesOf({ eta: 1 }, seed)).not.toEqual(plain);
    expect(await problemOf(() => valuesOf({ eta: 1 }))).toMatchObject({ code: 'seed-missing', port: 'seed' });
  });

  test('a scheduler that draws needs a seed', async () => {
    expect(await problemOf(() => walk(fakeServices(), 'euler-ancestral', 1))).toMatchObject({
      code: 'seed-missing',
      remedy: "Wire the 'seed' of Noise to it, so that the same seed gives the same picture.",
    });
  });

  test('refuses a prediction that the scheduler does not take', async () => {
    const services = fakeServices();
    const inputs = {
      step: stepAt(sampleSchedule('euler', 4), 0),
      latent: await latentOf(services.ops, SAMPLE),
      prediction: await predictionOf(services.ops, PREDICTION, { kind: 'flow' }),
    };
    expect(await problemOf(() => runNode(schedulerStep, { inputs, services }))).toMatchObject({
      code: 'prediction-kind-mismatch',
      port: 'prediction',
    });
  });
});
