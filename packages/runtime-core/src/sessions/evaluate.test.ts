import type { ModelKey } from '@latentgraph/nodes';
import { Tensor } from 'onnxruntime-common';
import { expect, it } from 'vitest';
import { cpuTensor } from '../ops/cpu-tensor.ts';
import { evaluateWith } from './evaluate.ts';
import { openProblem } from './open-problem.ts';
import type { OrtSession } from './ort.ts';
import { SessionPool } from './session-pool.ts';

const model: ModelKey = { name: 'm', variant: '', hash: 'h' };
const latent = cpuTensor(Float32Array.of(1, 2), [1, 2]);

/** A decoder that doubles what it is given, or fails in a stated way. */
function decoder(failure?: string) {
  const session = {
    inputMetadata: [{ name: 'z', isTensor: true, type: 'float32', shape: [1, 2] }],
    async run({ z }: { z: Tensor }) {
      if (failure !== undefined) throw new Error(failure);
      return {
        picture: new Tensor(
          'float32',
          (z.data as Float32Array).map((value) => 2 * value),
          [1, 2],
        ),
      };
    },
  };
  const source = {
    prepare: async () => ({ sizeBytes: 1, open: async () => session as unknown as OrtSession }),
  };
  return evaluateWith({ Tensor }, new SessionPool(source, 1));
}

it('feeds a file and reads it, by names of the layout, whatever its own are', async () => {
  expect(await decoder()(model, 'vae_decoder', { latent_sample: latent })).toEqual({
    sample: cpuTensor(Float32Array.of(2, 4), [1, 2]),
  });
});

it('takes the pictures of a batch one after the other where they are large', async () => {
  const given: (readonly number[])[] = [];
  const session = {
    inputMetadata: [
      { name: 'sample', isTensor: true, type: 'float32', shape: ['batch', 1, 'height', 'width'] },
      { name: 'timestep', isTensor: true, type: 'float32', shape: [] },
      { name: 'prompt', isTensor: true, type: 'float32', shape: ['batch', 2] },
    ],
    async run({ sample, prompt }: { sample: Tensor; prompt: Tensor }) {
      given.push(sample.dims);
      const values = (sample.data as Float32Array).map((value) => value + (prompt.data[1] as number));
      return { out_sample: new Tensor('float32', values, sample.dims) };
    },
  };
  const source = {
    prepare: async () => ({ sizeBytes: 1, open: async () => session as unknown as OrtSession }),
  };
  const evaluate = evaluateWith({ Tensor }, new SessionPool(source, 1), { mostCellsInBatch: 1 });
  const call = (height: number) =>
    evaluate(model, 'unet', {
      sample: cpuTensor(Float32Array.of(1, 2, 3, 4).subarray(0, 2 * height), [2, 1, height, 1]),
      timestep: 9,
      prompt: cpuTensor(Float32Array.of(0, 10, 0, 20), [2, 2]),
    });
  expect(await call(2)).toEqual({
    out_sample: cpuTensor(Float32Array.of(11, 12, 23, 24), [2, 1, 2, 1]),
  });
  expect(await call(1)).toEqual({ out_sample: cpuTensor(Float32Array.of(11, 12), [2, 1, 1, 1]) });
  expect(given).toEqual([
    [1, 1, 2, 1],
    [1, 1, 2, 1],
    [2, 1, 1, 1],
  ]);
});

it('refuses what is not finite, and says whether it came in or the model made it', async () => {
  const place = { node: 'n', step: { index: 2, count: 20 } };
  const problemOf = (value: number) =>
    decoder()(
      model,
      'vae_decoder',
      { latent_sample: cpuTensor(Float32Array.of(1, value), [1, 2]) },
      place,
    ).then(
      () => undefined,
      ({ problem }) => problem,
    );
  expect(await problemOf(1e38)).toBe(undefined);
  expect(await problemOf(3e38)).toMatchObject({
    code: 'model-output-not-finite',
    node: 'n',
    message:
      "The vae_decoder of model 'm' gave values that are not numbers (NaN or infinity) in step 3 of 20.",
    remedy: expect.stringContaining('the VAE of another model'),
  });
  expect(await problemOf(Number.NaN)).toMatchObject({ code: 'model-input-not-finite' });
});

it('runs a file that takes one row at a time as often as there are rows', async () => {
  const rows = cpuTensor(Float32Array.of(1, 2, 3, 4), [2, 2]);
  expect(await decoder()(model, 'vae_decoder', { latent_sample: rows })).toEqual({
    sample: cpuTensor(Float32Array.of(2, 4, 6, 8), [2, 2]),
  });
});

it.each([
  ['bad allocation: std::bad_alloc', 'out-of-memory', 'smaller picture'],
  ['Tensor shape is too large', 'out-of-memory', 'smaller picture'],
  ['RuntimeError: Aborted()', 'engine-broken', 'Run again'],
  ['Got invalid dimensions for input: z', 'model-evaluation-failed', 'the same kind of model'],
])('says what became of an evaluation: %s', async (reason, code, remedy) => {
  await expect(decoder(reason)(model, 'vae_decoder', { latent_sample: latent })).rejects.toMatchObject({
    problem: { code, message: expect.stringContaining(reason), remedy: expect.stringContaining(remedy) },
  });
});

it.each([
  [
    'Fatal error: com.microsoft:NhwcConv(-1) is not a registered function/op',
    'model-operators-unsupported',
    'com.microsoft:NhwcConv',
  ],
  ['Failed to allocate memory for requested buffer of size 2147483648', 'out-of-memory', '2 GB at once'],
  ['Could not find an implementation for GroupNorm(1) node', 'model-operators-unsupported', 'for GroupNorm'],
  ['Protobuf parsing failed.', 'model-file-broken', 'Protobuf parsing failed'],
])('says why a file does not open: %s', (reason, code, detail) => {
  const { problem } = openProblem(new Error(reason), { model, component: 'unet' }, 'unet/model.onnx', 'cpu');
  expect(problem.code).toBe(code);
  expect(problem.message).toContain("unet/model.onnx of model 'm'");
  expect(problem.message).toContain(detail);
});
