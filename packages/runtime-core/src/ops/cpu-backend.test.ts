import type { Tensor } from '@latentgraph/nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCpuBackend } from './cpu-backend.ts';
import { type CpuTensor, cpuTensor } from './cpu-tensor.ts';

const ops = createCpuBackend(async () => ({}));
const SEEDED = { seed: 11, numRuns: 100 };

/** Tensors of given dims with values that float32 holds exactly. */
function tensorOf(dims: readonly number[]): fc.Arbitrary<CpuTensor> {
  const length = dims.reduce((product, size) => product * size, 1);
  const value = fc.integer({ min: -512, max: 512 }).map((eighths) => eighths / 8);
  return fc
    .array(value, { minLength: length, maxLength: length })
    .map((values) => cpuTensor(Float32Array.from(values), dims));
}

const coefficient = fc.integer({ min: -64, max: 64 }).map((quarters) => quarters / 4);

function dataOf(tensor: Tensor): number[] {
  return [...(tensor as CpuTensor).data];
}

describe('combine', () => {
  it('is the weighted sum of one to six terms, with one factor or one a sample', async () => {
    const dims = [3, 2, 2];
    const factor = fc.oneof(coefficient, fc.array(coefficient, { minLength: 3, maxLength: 3 }));
    const terms = fc.array(fc.tuple(factor, tensorOf(dims)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(terms, async (given) => {
        const result = await ops.combine(given);
        const expected = Array.from({ length: 12 }, (_, index) =>
          given.reduce((sum, [own, tensor]) => {
            const weight = typeof own === 'number' ? own : own[Math.floor(index / 4)]!;
            return sum + weight * tensor.data[index]!;
          }, 0),
        );
        expect(result.dims).toEqual(dims);
        for (const [index, value] of dataOf(result).entries()) expect(value).toBeCloseTo(expected[index]!, 6);
      }),
      SEEDED,
    );
  });

  it('rounds a sum of four terms once', async () => {
    const term = (value: number) => [1, cpuTensor(Float32Array.of(value), [1])] as const;
    // In float32 steps, 1 + 2^-24 would be lost before the next is added.
    const result = await ops.combine([term(1), term(2 ** -24), term(2 ** -24), term(0)]);
    expect(dataOf(result)).toEqual([1 + 2 ** -23]);
  });

  it('refuses tensors that do not fit, and missing coefficients', async () => {
    const [a, b] = [cpuTensor(new Float32Array(2), [2]), cpuTensor(new Float32Array(3), [3])];
    await expect(
      ops.combine([
        [1, a],
        [1, b],
      ]),
    ).rejects.toThrow('[2] and [3] do not fit together');
    await expect(ops.combine([[[1], a]])).rejects.toThrow('no coefficient for sample 1');
    await expect(ops.combine([])).rejects.toThrow('at least one term');
  });

  it('leaves its terms as they were', async () => {
    const x = cpuTensor(Float32Array.of(1, 2), [2]);
    await ops.combine(Array.from({ length: 6 }, () => [2, x] as const));
    expect(x).toEqual(cpuTensor(Float32Array.of(1, 2), [2]));
  });
});

describe('blend', () => {
  const dims = [2, 3, 2, 2];
  it.each([[[2, 3, 2, 2]], [[1, 1, 2, 2]], [[2, 1, 2, 2]], [[1, 3, 1, 1]]])(
    'broadcasts a mask of %j',
    async (maskDims) => {
      await fc.assert(
        fc.asyncProperty(tensorOf(dims), tensorOf(dims), tensorOf(maskDims), async (x, y, mask) => {
          const result = dataOf(await ops.blend(x, y, mask));
          let index = 0;
          for (let b = 0; b < 2; b += 1) {
            for (let c = 0; c < 3; c += 1) {
              for (let h = 0; h < 2; h += 1) {
                for (let w = 0; w < 2; w += 1) {
                  const [B, C, H, W] = maskDims as [number, number, number, number];
                  const at = (((b % B) * C + (c % C)) * H + (h % H)) * W + (w % W);
                  const weight = mask.data[at]!;
                  expect(result[index]).toBe(
                    Math.fround((1 - weight) * x.data[index]! + weight * y.data[index]!),
                  );
                  index += 1;
                }
              }
            }
          }
        }),
        { ...SEEDED, numRuns: 30 },
      );
    },
  );

  it('refuses a mask that does not fit', async () => {
    const x = cpuTensor(new Float32Array(4), [1, 1, 2, 2]);
    await expect(ops.blend(x, x, cpuTensor(new Float32Array(3), [1, 1, 1, 3]))).rejects.toThrow(
      'does not fit',
    );
  });
});

describe('mixChannels', () => {
  it('multiplies the channels of each place with the matrix', async () => {
    const x = cpuTensor(Float32Array.of(1, 2, 10, 20, 3, 4, 30, 40), [2, 2, 2]);
    const matrix = [
      [1, 0.5],
      [0, -1],
      [2, 0],
    ];
    expect(await ops.mixChannels(x, matrix, [100, 0, 0])).toEqual(
      cpuTensor(Float32Array.of(106, 112, -10, -20, 2, 4, 118, 124, -30, -40, 6, 8), [2, 3, 2]),
    );
    expect(dataOf(await ops.mixChannels(x, [[1, 1]]))).toEqual([11, 22, 33, 44]);
  });
});

describe('clamp', () => {
  it('limits all samples alike or each to its own', async () => {
    const x = cpuTensor(Float32Array.of(-5, 5, -5, 5), [2, 2]);
    expect(dataOf(await ops.clamp(x, -1, 2))).toEqual([-1, 2, -1, 2]);
    expect(dataOf(await ops.clamp(x, [-1, -2], [3, 4]))).toEqual([-1, 3, -2, 4]);
  });
});

describe('statistics', () => {
  it('interpolates the quantile of absolute values, as torch.quantile does', async () => {
    const x = cpuTensor(Float32Array.of(-4, 1, 2, -3, 0, 0, 0, -8), [2, 4]);
    expect(await ops.quantile(x, 0.5)).toEqual([2.5, 0]);
    expect(await ops.quantile(x, 1)).toEqual([4, 8]);
    expect((await ops.quantile(x, 0.9))[0]).toBeCloseTo(3.7, 6);
  });

  it('gives mean and unbiased deviation of each sample', async () => {
    const x = cpuTensor(Float32Array.of(2, 4, 4, 6, 1, 1, 1, 1), [2, 4]);
    expect(await ops.moments(x)).toEqual([
      { mean: 4, deviation: Math.sqrt(8 / 3) },
      { mean: 1, deviation: 0 },
    ]);
  });
});

describe('concat and slice', () => {
  it.each([0, 1, 2])('take apart along axis %i what was joined', async (axis) => {
    const dims = [2, 3, 2];
    await fc.assert(
      fc.asyncProperty(tensorOf(dims), tensorOf(dims), async (a, b) => {
        const joined = await ops.concat([a, b], axis);
        expect(joined.dims[axis]).toBe(dims[axis]! * 2);
        expect(await ops.slice(joined, axis, 0, dims[axis]!)).toEqual(a);
        expect(await ops.slice(joined, axis, dims[axis]!, dims[axis]! * 2)).toEqual(b);
      }),
      { ...SEEDED, numRuns: 20 },
    );
  });

  it('lay the parts out in order', async () => {
    const a = cpuTensor(Float32Array.of(1, 2, 3, 4), [2, 2]);
    const b = cpuTensor(Float32Array.of(5, 6), [2, 1]);
    expect(await ops.concat([a, b], 1)).toEqual(cpuTensor(Float32Array.of(1, 2, 5, 3, 4, 6), [2, 3]));
    await expect(ops.concat([a, b], 0)).rejects.toThrow('cannot be joined along axis 0');
    await expect(ops.slice(a, 1, 1, 3)).rejects.toThrow('[1, 3) is no range of axis 1');
  });
});

describe('resize', () => {
  const row = cpuTensor(Float32Array.of(0, 10, 20, 30), [1, 1, 1, 4]);

  it('takes source index floor(i · f) for nearest', async () => {
    expect(dataOf(await ops.resize(row, 1, 6, 'nearest'))).toEqual([0, 0, 10, 20, 20, 30]);
    expect(dataOf(await ops.resize(row, 2, 2, 'nearest'))).toEqual([0, 20, 0, 20]);
  });

  it('interpolates between half-pixel centres for bilinear', async () => {
    const values = dataOf(await ops.resize(row, 1, 8, 'bilinear'));
    expect(values).toEqual([0, 2.5, 7.5, 12.5, 17.5, 22.5, 27.5, 30]);
    const square = cpuTensor(Float32Array.of(0, 1, 2, 3), [1, 1, 2, 2]);
    const larger = await ops.resize(square, 3, 3, 'bilinear');
    expect(larger.dims).toEqual([1, 1, 3, 3]);
    const centre = dataOf(larger)[4];
    expect(centre).toBeCloseTo(1.5, 6);
  });
});

describe('tensors of the CPU', () => {
  it('go up and come back without a copy, and must fill their dims', async () => {
    const data = Float32Array.of(1, 2);
    const tensor = await ops.upload(data, [1, 2]);
    expect(await ops.download(tensor)).toBe(data);
    await expect(ops.upload(data, [3])).rejects.toThrow('2 values do not fill a tensor of [3]');
    await expect(ops.download({ dims: [1] })).rejects.toThrow('not made by the CPU backend');
  });
});
