import { expect, test } from 'vitest';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue, LatentValue, SeedValue } from '../../contract/values.ts';
import { streamFromSeed } from '../../random/seed-value.ts';
import { createStream } from '../../random/stream.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, sampleVae } from '../../testing/sample-values.ts';
import { vaeEncode } from './vae-encode.ts';

const LOG_VARIANCE = Math.log(4);

/** An encoder of factor 2 whose mean is the red plane at half size and whose deviation is 2. */
function servicesWith(output: 'latent_parameters' | 'latent_sample', sizeMultiplePx?: number) {
  return fakeServices({
    ...(sizeMultiplePx === undefined ? {} : { sizeMultiplePx }),
    evaluate: async (_model, _component, feeds, ops) => {
      const planes = feeds.sample as Tensor;
      const [batch, , height, width] = planes.dims as [number, number, number, number];
      const mean = await ops.resize(await ops.slice(planes, 1, 0, 1), height / 2, width / 2, 'nearest');
      if (output === 'latent_sample') return { latent_sample: mean };
      const size = (batch * height * width) / 4;
      const logVariance = await ops.upload(new Float32Array(size).fill(LOG_VARIANCE), mean.dims);
      return { latent_parameters: await ops.concat([mean, logVariance], 1) };
    },
  });
}

async function encode(
  output: 'latent_parameters' | 'latent_sample',
  params = {},
  sidePx = 2,
  sizeMultiplePx?: number,
) {
  const services = servicesWith(output, sizeMultiplePx);
  const data = new Float32Array(sidePx * sidePx * 3).fill(0.75);
  const image: ImageValue = { tensor: await services.ops.upload(data, [1, sidePx, sidePx, 3]) };
  const vae = sampleVae({ scalingFactor: 0.5, shiftFactor: 0.25 });
  const { outputs, warnings } = await runNode<{ latent: LatentValue; seed: SeedValue }>(vaeEncode, {
    params,
    inputs: { vae, image },
    services,
  });
  return { ...(await read(services.ops, outputs.latent.tensor)), outputs, warnings };
}

test('the mean, shifted and scaled, draws nothing', async () => {
  const { data, dims, outputs, warnings } = await encode('latent_parameters');
  // 0.75 becomes 0.5 in −1…1; (0.5 − 0.25) · 0.5 = 0.125.
  expect([dims, data]).toEqual([[1, 1, 1, 1], [0.125]]);
  expect(outputs.latent.level).toEqual({ kind: 'clean' });
  expect(outputs.seed.draws).toEqual([]);
  expect(warnings).toEqual([]);
});

test('a sample adds deviation · noise, and its seed goes on behind the draw', async () => {
  const { data, outputs } = await encode('latent_parameters', { mode: 'sample', seed: 7 });
  const noise = createStream(streamFromSeed(7)).draw([1, 1, 1, 1])[0]!;
  expect(data[0]).toBeCloseTo((0.5 + 2 * noise - 0.25) * 0.5, 5);
  expect(outputs.seed.draws).toEqual([[1, 1, 1, 1]]);
});

test('an encoder that draws by itself is taken as it is, with a warning where the mean is asked for', async () => {
  const mean = await encode('latent_sample');
  expect([mean.data, mean.warnings.map(({ code }) => code)]).toEqual([[0.125], ['encoder-samples']]);
  expect((await encode('latent_sample', { mode: 'sample' })).warnings).toEqual([]);
});

test('a picture whose sides do not fit is refused with a size that suits all models', async () => {
  const problem = await problemOf(() => encode('latent_parameters', {}, 3));
  expect(problem).toMatchObject({ code: 'size-not-a-multiple', port: 'image' });
  expect(problem.remedy).toBe('Put Resize Image before it, to 4×4, or Crop Image, to 2×2.');
  const larger = await problemOf(() => encode('latent_parameters', {}, 9, 4));
  expect(larger.remedy).toBe('Put Resize Image before it, to 12×12, or Crop Image, to 8×8.');
});
