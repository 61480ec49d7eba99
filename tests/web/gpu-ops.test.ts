import type { Backend } from '@latentgraph/nodes';
import { type CpuTensor, cpuTensor, createCpuBackend } from '@latentgraph/runtime-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../scripts/lib/chromium.mjs';
import type { GpuOperation, HostArray } from './site/harness-api.ts';
import { hasBrowser } from './support/browser.ts';
import { useHarness } from './support/harness-page.ts';

const cpu = createCpuBackend(async () => ({}));

/** A fixed wave: neither constant nor random. */
function wave(dims: readonly number[], speed: number): HostArray {
  const size = dims.reduce((product, length) => product * length, 1);
  return { dims, data: Array.from({ length: size }, (_, index) => Math.fround(2 * Math.sin(index * speed))) };
}

const x = wave([2, 4, 6, 10], 0.7);
const y = wave([2, 4, 6, 10], 0.31);
const terms = (count: number) => Array.from({ length: count }, (_, at) => [0.5 - at, wave(x.dims, 0.1 + at)]);
const matrix = [
  [0.3, 0.1, 0, -1],
  [0, 0.3, 0.1, 0.5],
  [0.1, 0, 0.3, 0],
];

const operations: readonly (GpuOperation & { readonly says: string })[] = [
  { says: 'one term', name: 'combine', args: [[[0.25, x]]] },
  {
    says: 'two terms, one factor a sample',
    name: 'combine',
    args: [
      [
        [[2, -1], x],
        [0.5, y],
      ],
    ],
  },
  { says: 'thirteen terms', name: 'combine', args: [terms(13)] },
  {
    says: 'tensors that do not fit',
    name: 'combine',
    args: [
      [
        [1, x],
        [1, wave([2, 4, 6, 9], 1)],
      ],
    ],
  },
  { says: 'a mask of one plane', name: 'blend', args: [x, y, wave([1, 1, 6, 10], 0.2)] },
  { says: 'a mask a channel', name: 'blend', args: [x, y, wave([2, 4, 1, 1], 0.2)] },
  { says: 'a mask that does not fit', name: 'blend', args: [x, y, wave([1, 1, 6, 9], 0.2)] },
  { says: 'with bias', name: 'mixChannels', args: [x, matrix, [1, -2, 3]] },
  { says: 'without bias', name: 'mixChannels', args: [x, matrix] },
  { says: 'alike', name: 'clamp', args: [x, -0.5, 1] },
  { says: 'each sample', name: 'clamp', args: [x, [-0.5, -1], [0, 1]] },
  { says: 'of each sample', name: 'quantile', args: [x, 0.9] },
  { says: 'of each sample', name: 'moments', args: [x] },
  { says: 'samples', name: 'concat', args: [[x, wave([1, 4, 6, 10], 1), y], 0] },
  { says: 'channels', name: 'concat', args: [[x, wave([2, 1, 6, 10], 1)], 1] },
  { says: 'columns', name: 'concat', args: [[x, wave([2, 4, 6, 3], 1)], 3] },
  { says: 'what does not fit', name: 'concat', args: [[x, wave([2, 4, 5, 10], 1)], 3] },
  { says: 'a sample', name: 'slice', args: [x, 0, 1, 2] },
  { says: 'channels', name: 'slice', args: [x, 1, 1, 3] },
  { says: 'columns', name: 'slice', args: [x, 3, 4, 9] },
  { says: 'too far', name: 'slice', args: [x, 1, 2, 5] },
  { says: 'larger, nearest', name: 'resize', args: [x, 9, 17, 'nearest'] },
  { says: 'smaller, nearest', name: 'resize', args: [x, 4, 3, 'nearest'] },
  { says: 'larger, bilinear', name: 'resize', args: [x, 13, 20, 'bilinear'] },
  { says: 'smaller, bilinear', name: 'resize', args: [x, 5, 4, 'bilinear'] },
];

function withTensors(arg: unknown): unknown {
  if (Array.isArray(arg)) return arg.map(withTensors);
  if (typeof arg !== 'object' || arg === null) return arg;
  const { data, dims } = arg as HostArray;
  return cpuTensor(Float32Array.from(data), dims);
}

async function onCpu({ name, args }: GpuOperation): Promise<unknown> {
  const call = cpu[name as keyof Backend] as (...args: unknown[]) => Promise<unknown>;
  try {
    const result = await call(...args.map(withTensors));
    return typeof result === 'object' && result !== null && 'data' in result
      ? { dims: [...(result as CpuTensor).dims], data: [...(result as CpuTensor).data] }
      : result;
  } catch (error) {
    return String(error);
  }
}

describe.skipIf(!hasBrowser)('the operations of the GPU', () => {
  const site = useHarness(undefined, SOFTWARE_WEBGPU);
  let results: readonly unknown[];

  beforeAll(async () => {
    results = await site.page.evaluate((given) => harness.gpuOps(given), operations);
  });

  test.each(operations.map((operation, index) => ({ ...operation, index })))(
    '$name $says, as on the CPU',
    async ({ index }) => {
      const expected = await onCpu(operations[index]!);
      const found = results[index];
      if (typeof expected !== 'object' || Array.isArray(expected)) {
        expect(found).toEqual(expected);
        return;
      }
      const [wanted, got] = [expected as HostArray, found as HostArray];
      expect(got.dims).toEqual(wanted.dims);
      // The GPU rounds each product and sum to float32; the values lie within ±50.
      const largest = got.data.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - wanted.data[at]!)),
        0,
      );
      expect(got.data).toHaveLength(wanted.data.length);
      expect(largest).toBeLessThan(2e-5);
    },
  );

  test('tensors larger than one dimension of workgroups', async () => {
    const wrong = await site.page.evaluate((count) => harness.wrongWhenDoubled(count), 65_535 * 64 + 100);
    expect(wrong).toBe(0);
  });

  test('what is not finite in the outputs of a model is found', async () => {
    const bits = (...values: number[]) => [...new Uint32Array(Float32Array.from(values).buffer)];
    const find = (outputs: number[][]) => site.page.evaluate((sent) => harness.foundNotFinite(sent), outputs);
    const sound = bits(0, -1, 3.4e38, 1e-45, ...new Array<number>(200).fill(0.5));
    expect(await find([sound, bits(1)])).toBe('finite');
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(await find([sound, bits(...new Array<number>(150).fill(1), value)])).toBe(
        "The unet of model 'm' gave values that are not numbers (NaN or infinity) in step 3 of 4.",
      );
    }
  });

  test('half precision and back, for even and odd counts', async () => {
    const values = [0, 1, -2.5, 65504, 6e-8, 0.1, 1 / 3];
    for (const given of [values, values.slice(1)]) {
      const found = await site.page.evaluate((sent) => harness.throughHalf(sent), given);
      expect(found).toHaveLength(given.length);
      for (const [at, value] of found.entries()) {
        expect(Math.abs(value - given[at]!)).toBeLessThanOrEqual(
          Math.max(Math.abs(given[at]!) * 2 ** -11, 2 ** -24),
        );
      }
    }
  });
});
