import { describe, expect, test } from 'vitest';
import type { PredictionValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode, stateOf } from '../../testing/run-node.ts';
import { predictionOf, read } from '../../testing/sample-values.ts';
import { guidance } from './guidance.ts';

const demanded = (params: object, index?: number) =>
  guidance.demand!({
    params: guidance.params.parse(params),
    step: index === undefined ? null : { index, count: 10 },
    values: {},
  });

describe('Guidance', () => {
  test('asks for the unconditional prediction only where it counts', () => {
    expect(demanded({ scale: 7.5 }, 0)).toEqual(['unconditional']);
    expect(demanded({ scale: 7.5 })).toEqual(['unconditional']);
    expect(demanded({ scale: 0 }, 0)).toEqual(['unconditional']);
    // Distilled models run without guidance: half the work.
    expect(demanded({ scale: 1 }, 0)).toEqual([]);
    expect([0, 1, 2, 3, 4, 5].map((index) => demanded({ from: 0.2, to: 0.5 }, index).length)).toEqual([
      0, 0, 1, 1, 1, 0,
    ]);
  });

  test('without it the conditional prediction goes through', async () => {
    const services = fakeServices();
    const conditional = await predictionOf(services.ops, [1, 2]);
    const { outputs } = await runNode(guidance, { inputs: { conditional }, services });
    expect(outputs.prediction).toBe(conditional);
  });

  test.each([
    [3, [7, -2]],
    [0, [1, 4]],
    [0.5, [2, 3]],
  ])('is unconditional + %d · (conditional − unconditional)', async (scale, expected) => {
    const services = fakeServices();
    const { ops } = services;
    const inputs = {
      conditional: await predictionOf(ops, [3, 2]),
      unconditional: await predictionOf(ops, [1, 4]),
    };
    const { outputs } = await runNode<{ prediction: PredictionValue }>(guidance, {
      params: { scale },
      inputs,
      services,
    });
    expect((await read(ops, outputs.prediction.tensor)).data).toEqual(expected);
  });

  test('warns once in a run that a model with guidance built in is guided twice', async () => {
    const services = fakeServices();
    const plain = await predictionOf(services.ops, [1, 2]);
    const guided = { ...plain, isGuided: true };
    const state = stateOf(guidance, { services });
    const warningsOf = async (inputs: Record<string, unknown>) =>
      (await runNode(guidance, { inputs, services, state })).warnings.map(({ code }) => code);
    expect(await warningsOf({ conditional: plain, unconditional: plain })).toEqual([]);
    expect(await warningsOf({ conditional: guided })).toEqual([]);
    expect(await warningsOf({ conditional: guided, unconditional: guided })).toEqual(['guided-twice']);
    expect(await warningsOf({ conditional: guided, unconditional: guided })).toEqual([]);
  });

  test('rescale brings the deviation of each picture towards the conditional one’s', async () => {
    const services = fakeServices();
    const { ops } = services;
    const dims = [2, 1, 1, 2];
    // Guided by 3 against 0: (3, −3) and (6, 0), of deviations three times as large; then the mean of both factors.
    const inputs = {
      conditional: await predictionOf(ops, [1, -1, 2, 0], { dims }),
      unconditional: await predictionOf(ops, [0, 0, 0, 0], { dims }),
    };
    const rescaled = async (rescale: number) => {
      const { outputs } = await runNode<{ prediction: PredictionValue }>(guidance, {
        params: { scale: 3, rescale },
        inputs,
        services,
      });
      return (await read(ops, outputs.prediction.tensor)).data;
    };
    const close = (values: readonly number[]) => values.map((value) => Math.round(value * 1e5) / 1e5);
    expect(close(await rescaled(0))).toEqual([3, -3, 6, 0]);
    expect(close(await rescaled(1))).toEqual([1, -1, 2, 0]);
    expect(close(await rescaled(0.5))).toEqual([2, -2, 4, 0]);
  });

  test('rescaling leaves an even prediction alone', async () => {
    const services = fakeServices();
    const { ops } = services;
    const inputs = {
      conditional: await predictionOf(ops, [2, 2]),
      unconditional: await predictionOf(ops, [1, 1]),
    };
    const { outputs } = await runNode<{ prediction: PredictionValue }>(guidance, {
      params: { scale: 3, rescale: 1 },
      inputs,
      services,
    });
    expect((await read(ops, outputs.prediction.tensor)).data).toEqual([4, 4]);
  });

  test('one unconditional prediction serves a batch', async () => {
    const services = fakeServices();
    const { ops } = services;
    const inputs = {
      conditional: await predictionOf(ops, [1, 2], { dims: [2, 1, 1, 1] }),
      unconditional: await predictionOf(ops, [0]),
    };
    const { outputs } = await runNode<{ prediction: PredictionValue }>(guidance, {
      params: { scale: 2 },
      inputs,
      services,
    });
    expect(await read(ops, outputs.prediction.tensor)).toEqual({ dims: [2, 1, 1, 1], data: [2, 4] });
  });

  test('predictions of two kinds are a problem', async () => {
    const services = fakeServices();
    const inputs = {
      conditional: await predictionOf(services.ops, [1]),
      unconditional: await predictionOf(services.ops, [1], { kind: 'v_prediction' }),
    };
    expect(await problemOf(() => runNode(guidance, { inputs, services }))).toMatchObject({
      code: 'prediction-kinds-differ',
      port: 'unconditional',
    });
  });

  test.each([{ scale: Number.NaN }, { scale: -1 }, { rescale: 1.1 }, { from: -0.1 }, { to: 2 }])(
    'refuses %j',
    (params) => {
      expect(guidance.params.safeParse(params).success).toBe(false);
    },
  );
});
