import { describe, expect, test } from 'vitest';
import type { PredictionValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { maskOf, predictionOf, read } from '../../testing/sample-values.ts';
import { blendPredictions } from './blend-predictions.ts';

async function blended(amount: number, mask?: number[]): Promise<readonly number[]> {
  const services = fakeServices();
  const { ops } = services;
  const { outputs } = await runNode<{ prediction: PredictionValue }>(blendPredictions, {
    params: { amount },
    inputs: {
      a: await predictionOf(ops, [0, 4, 8]),
      b: await predictionOf(ops, [4, 0, 0]),
      ...(mask ? { mask: await maskOf(ops, mask) } : {}),
    },
    services,
  });
  return (await read(ops, outputs.prediction.tensor)).data;
}

describe('BlendPredictions', () => {
  test('is a + amount · mask · (b − a)', async () => {
    expect(await blended(0.25)).toEqual([1, 3, 6]);
    expect(await blended(0)).toEqual([0, 4, 8]);
    expect(await blended(1)).toEqual([4, 0, 0]);
    expect(await blended(1, [0, 1, 0.5])).toEqual([0, 0, 4]);
    expect(await blended(0.5, [0, 1, 0.5])).toEqual([0, 2, 6]);
  });

  test('predictions of two kinds, or of two sizes, are problems', async () => {
    const services = fakeServices();
    const { ops } = services;
    const a = await predictionOf(ops, [0, 4]);
    const velocity = await predictionOf(ops, [0, 4], { kind: 'v_prediction' });
    const larger = await predictionOf(ops, [0, 4, 8]);
    const problem = (b: PredictionValue) =>
      problemOf(() => runNode(blendPredictions, { inputs: { a, b }, services }));
    expect(await problem(velocity)).toMatchObject({ code: 'prediction-kinds-differ', port: 'b' });
    expect(await problem(larger)).toMatchObject({ code: 'latent-sizes-differ' });
  });

  test('a mask of another size than the picture is a problem', async () => {
    expect(await problemOf(() => blended(1, [0, 1]))).toMatchObject({ code: 'mask-size', port: 'mask' });
  });
});
