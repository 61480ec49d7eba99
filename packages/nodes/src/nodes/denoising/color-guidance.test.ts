import { describe, expect, test } from 'vitest';
import type { LatentFamily, PredictionKind, PredictionValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode, stateOf } from '../../testing/run-node.ts';
import {
  latentOf,
  maskOf,
  predictionOf,
  read,
  sampleFamily,
  sampleStep,
} from '../../testing/sample-values.ts';
import { colorGuidance } from './color-guidance.ts';
import { foreseenClean } from './foreseen.ts';

/** One channel that paints red, twice as strongly. */
const family: LatentFamily = { ...sampleFamily, latentRgb: { factors: [[2, 0, 0]], bias: [0, 0, 0] } };
const params = { color: '#f00', weight: 0.5 };

async function guided(
  kind: PredictionKind,
  changes: { params?: object; step?: object; mask?: number[] } = {},
): Promise<readonly number[]> {
  const services = fakeServices();
  const { ops } = services;
  const step = sampleStep({ alpha: 1, sigma: 0.5, ...changes.step });
  const { outputs } = await runNode<{ prediction: PredictionValue }>(colorGuidance, {
    params: { ...params, ...changes.params },
    inputs: {
      step,
      latent: await latentOf(ops, [1, 2], { family }),
      prediction: await predictionOf(ops, [0, -1], { kind, family }),
      ...(changes.mask ? { mask: await maskOf(ops, changes.mask) } : {}),
    },
    services,
  });
  expect(outputs.prediction.kind).toBe(kind);
  return (await read(ops, outputs.prediction.tensor)).data;
}

describe('ColorGuidance', () => {
  test('x₀′ = x₀ − weight · g, in the prediction’s own kind', async () => {
    // x₀ = x − σε = (1, 2.5); red = 2x₀ against 1: g = 2(2x₀ − 1)/4 = (0.5, 2); ε′ = ε + 0.5 g / σ.
    expect(await guided('epsilon')).toEqual([0.5, 1]);
    // Here x₀ is the prediction itself: g = (−0.5, −1.5).
    expect(await guided('sample')).toEqual([0.25, -0.25]);
  });

  test.each<PredictionKind>(['epsilon', 'v_prediction', 'sample', 'flow'])(
    'a full step of %s foresees the colour itself',
    async (kind) => {
      const step = { alpha: 0.6, sigma: 0.4 };
      const mix = foreseenClean(kind, step);
      const after = await guided(kind, { params: { weight: 1 }, step });
      after.forEach((value, i) => {
        expect(mix.sample * [1, 2][i]! + mix.prediction * value).toBeCloseTo(0.5, 6);
      });
    },
  );

  test('a mask holds it back: soft edges by their share', async () => {
    // Cells of two pixels: fully inside, a quarter inside.
    const masked = async (mask: number[]) => {
      const services = fakeServices();
      const { ops } = services;
      const tensor = await ops.upload(Float32Array.from([...mask, ...mask]), [1, 1, 2, 4]);
      const { outputs } = await runNode<{ prediction: PredictionValue }>(colorGuidance, {
        params,
        inputs: {
          step: sampleStep({ alpha: 1, sigma: 0.5 }),
          latent: await latentOf(ops, [1, 2], { family }),
          prediction: await predictionOf(ops, [0, -1], { family }),
          mask: { tensor },
        },
        services,
      });
      return (await read(ops, outputs.prediction.tensor)).data;
    };
    expect(await masked([1, 1, 0.5, 0])).toEqual([0.5, -0.5]);
    expect(await guided('epsilon', { mask: [0, 1] })).toEqual([0, 1]);
  });

  test('is off at weight 0, outside its window, and where the sample is clean already', async () => {
    expect(await guided('epsilon', { params: { weight: 0 } })).toEqual([0, -1]);
    expect(await guided('epsilon', { params: { from: 0.5 }, step: { index: 1, count: 4 } })).toEqual([0, -1]);
    expect(await guided('epsilon', { params: { to: 0.5 }, step: { index: 2, count: 4 } })).toEqual([0, -1]);
    expect(await guided('epsilon', { params: { from: 0.5 }, step: { index: 2, count: 4 } })).toEqual([
      0.5, 1,
    ]);
    expect(await guided('epsilon', { step: { sigma: 0 } })).toEqual([0, -1]);
  });

  test('brings a mask down once, and again when it changes', async () => {
    const services = fakeServices();
    const { ops } = services;
    const state = stateOf(colorGuidance, { services }) as { dispose(): void };
    const inputs = {
      step: sampleStep(),
      latent: await latentOf(ops, [1, 2], { family }),
      prediction: await predictionOf(ops, [0, -1], { family }),
    };
    const large = async () => ({ tensor: await ops.upload(new Float32Array(8).fill(1), [1, 1, 2, 4]) });
    const costOf = async (mask: object) => {
      const before = ops.made;
      await runNode(colorGuidance, { params, inputs: { ...inputs, mask }, state, services });
      return ops.made - before;
    };
    const mask = await large();
    const first = await costOf(mask);
    expect(await costOf(mask)).toBe(first - 1);
    expect(await costOf(await large())).toBe(first);
    expect(ops.retained).toBe(1);
    state.dispose();
    expect(ops.retained).toBe(0);
  });

  test('a model whose colours are not known is a problem', async () => {
    const services = fakeServices();
    const { ops } = services;
    const inputs = {
      step: sampleStep(),
      latent: await latentOf(ops, [1]),
      prediction: await predictionOf(ops, [0]),
    };
    expect(await problemOf(() => runNode(colorGuidance, { params, inputs, services }))).toMatchObject({
      code: 'no-latent-rgb',
      node: 'node',
    });
  });
});
