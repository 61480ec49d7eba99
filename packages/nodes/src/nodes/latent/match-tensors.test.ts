import { expect, test } from 'vitest';
import { CLEAN_LEVEL, NOISE_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentLevel } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf } from '../../testing/run-node.ts';
import { latentOf } from '../../testing/sample-values.ts';
import { matchTensors } from './match-tensors.ts';

const { ops } = fakeServices();
const NOISED: LatentLevel = { kind: 'noised', timestep: 500, alpha: 0.5, sigma: 0.5 };

test.each([
  ['both clean', CLEAN_LEVEL, CLEAN_LEVEL, 'or put Resize Latent before one of them'],
  ['one clean', NOISED, CLEAN_LEVEL, 'Put Resize Latent before B, set to 2×2.'],
  ['one noise', NOISE_LEVEL, NOISED, 'Set the width of Noise to 4 and its height to 2.'],
  ['both noised', NOISED, NOISED, 'Make both from noise, or from pictures, of one size.'],
])('only what is clean is to be resized: %s', async (_, first, second, remedy) => {
  const a = await latentOf(ops, [1], { level: first });
  const b = await latentOf(ops, [1, 2], { level: second });
  const found = await problemOf(() => matchTensors(ops, 'Node', { ...a, what: 'A' }, { ...b, what: 'B' }));
  expect(found).toMatchObject({ code: 'latent-sizes-differ' });
  expect(found.remedy).toContain(remedy);
});

test('latents of other channels are of another family', async () => {
  const a = await latentOf(ops, [1]);
  const b = await latentOf(ops, [1, 2], { dims: [1, 2, 1, 1] });
  expect(
    await problemOf(() => matchTensors(ops, 'Node', { ...a, what: 'A' }, { ...b, what: 'B' })),
  ).toMatchObject({ remedy: 'Make both with models of the same family.' });
});
