import type { Feed } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { asCpuTensor, cpuTensor } from '../ops/cpu-tensor.ts';
import { concat, slice } from '../ops/shape.ts';
import { fixedBatch, inFixedBatches } from './fixed-batch.ts';

const ops = {
  concat: async (...args: Parameters<typeof concat>) => concat(...args),
  slice: async (...args: Parameters<typeof slice>) => slice(...args),
};

/** Adds what each row is fed, and writes down how many rows came at once. */
async function evaluated(batch: number | undefined, feeds: Record<string, Feed>) {
  const calls: number[] = [];
  const outputs = await inFixedBatches(ops, batch, feeds, async ({ sample, tokens, timestep }) => {
    const { data, dims } = asCpuTensor(sample as never);
    const { integers } = tokens as { readonly integers: readonly number[] };
    expect(integers).toHaveLength(dims[0]! * 2);
    calls.push(dims[0]!);
    const sums = data.map(
      (value, row) => value + integers[2 * row]! + integers[2 * row + 1]! + Number(timestep),
    );
    return { out: cpuTensor(Float32Array.from(sums), dims) };
  });
  return { calls, out: asCpuTensor(outputs.out!) };
}

function feedsOf(rows: number): Record<string, Feed> {
  const count = Array.from({ length: rows }, (_, row) => row + 1);
  return {
    sample: cpuTensor(Float32Array.from(count), [rows, 1]),
    tokens: { integers: count.flatMap((row) => [10 * row, 100 * row]), dims: [rows, 2] },
    timestep: 1000,
  };
}

describe('inFixedBatches', () => {
  it.each([
    [1, 2, [2]],
    [2, 2, [2]],
    [3, 2, [2, 2]],
    [5, 2, [2, 2, 2]],
    [3, 1, [1, 1, 1]],
    [3, undefined, [3]],
  ])('gives of %d rows in batches of %s what each row gives', async (rows, batch, calls) => {
    expect(await evaluated(batch, feedsOf(rows))).toEqual({
      calls,
      out: cpuTensor(
        Float32Array.from({ length: rows }, (_, row) => 1000 + 111 * (row + 1)),
        [rows, 1],
      ),
    });
  });
});

it('reads the batch off the first input with more than one axis', () => {
  const input = (name: string, shape: readonly (number | string)[]) => ({
    ...{ name, isTensor: true as const, type: 'float32' as const, shape },
  });
  expect(fixedBatch([input('timestep', [2]), input('sample', [2, 4, 64, 64])])).toBe(2);
  expect(fixedBatch([input('sample', ['batch', 4, 64, 64])])).toBeUndefined();
});
