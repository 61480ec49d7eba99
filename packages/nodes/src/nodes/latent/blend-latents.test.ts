import { describe, expect, test } from 'vitest';
import { NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentLevel, LatentValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { latentOf, maskOf, read } from '../../testing/sample-values.ts';
import { blendLatents } from './blend-latents.ts';

const noised = (changes: object = {}): LatentLevel => ({
  kind: 'noised',
  timestep: 300,
  alpha: 0.8,
  sigma: 0.6,
  ...changes,
});

async function blended(
  params: object,
  { mask, levels = [{ kind: 'clean' }, { kind: 'clean' }] }: { mask?: number[]; levels?: LatentLevel[] } = {},
) {
  const services = fakeServices();
  const { ops } = services;
  const { outputs } = await runNode<{ latent: LatentValue }>(blendLatents, {
    params,
    inputs: {
      a: await latentOf(ops, [0, 4, 8], { level: levels[0]! }),
      b: await latentOf(ops, [4, 0, 0], { level: levels[1]! }),
      ...(mask ? { mask: await maskOf(ops, mask) } : {}),
    },
    services,
  });
  return { data: (await read(ops, outputs.latent.tensor)).data, level: outputs.latent.level };
}

describe('BlendLatents', () => {
  test('is a + amount · mask · (b − a)', async () => {
    expect((await blended({ amount: 0.25 })).data).toEqual([1, 3, 6]);
    expect((await blended({ amount: 1 }, { mask: [0, 1, 0.5] })).data).toEqual([0, 0, 4]);
    expect((await blended({ amount: 0.5 }, { mask: [0, 1, 0.5] })).data).toEqual([0, 2, 6]);
  });

  test('independent noises stay unit noise', async () => {
    const { data, level } = await blended({ amount: 0.5 }, { levels: [NOISE_LEVEL, NOISE_LEVEL] });
    expect(level).toEqual(NOISE_LEVEL);
    [2, 2, 4].forEach((value, i) => {
      expect(data[i]).toBeCloseTo(value * Math.SQRT2, 5);
    });
  });

  test('levels must agree', async () => {
    const levels = [noised(), noised({ sigma: 0.60001, timestep: 300.001 })];
    expect((await blended({}, { levels })).level).toEqual(noised());
    const problem = (...of: LatentLevel[]) => problemOf(() => blended({}, { levels: of }));
    expect(await problem({ kind: 'clean' }, noised())).toMatchObject({
      code: 'latent-levels-differ',
      message:
        "Blend Latents 'node' gets latents of two levels of noise: a clean one and one at timestep 300.",
    });
    expect(await problem(noised(), noised({ sigma: 0.61 }))).toMatchObject({ code: 'latent-levels-differ' });
    expect(await problem(NOISE_LEVEL, { kind: 'clean' })).toMatchObject({ code: 'latent-levels-differ' });
  });
});
