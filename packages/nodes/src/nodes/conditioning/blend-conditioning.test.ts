import { describe, expect, test } from 'vitest';
import type { ConditioningValue } from '../../contract/values.ts';
import { type FakeServices, fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { blendConditioning } from './blend-conditioning.ts';

async function blend(
  services: FakeServices,
  a: ConditioningValue,
  b: ConditioningValue,
  amount: number,
): Promise<ConditioningValue> {
  const call = { params: { amount }, inputs: { a, b }, services };
  return (await runNode<{ conditioning: ConditioningValue }>(blendConditioning, call)).outputs.conditioning;
}

describe('BlendConditioning', () => {
  test('mixes embeddings and pooled embeddings', async () => {
    const services = fakeServices();
    const { ops } = services;
    const a = {
      embeddings: await tensorOf(ops, [0, 4], [1, 1, 2]),
      pooled: await tensorOf(ops, [8], [1, 1]),
    };
    const b = {
      embeddings: await tensorOf(ops, [4, 0], [1, 1, 2]),
      pooled: await tensorOf(ops, [0], [1, 1]),
    };
    const blended = await blend(services, a, b, 0.25);
    expect(await read(ops, blended.embeddings)).toEqual({ dims: [1, 1, 2], data: [1, 3] });
    expect(await read(ops, blended.pooled!)).toEqual({ dims: [1, 1], data: [6] });
  });

  test('the shorter prompt is repeated, and one prompt serves a batch', async () => {
    const services = fakeServices();
    const { ops } = services;
    const a = { embeddings: await tensorOf(ops, [2], [1, 1, 1]) };
    const b = { embeddings: await tensorOf(ops, [0, 4, 8, 12], [2, 2, 1]) };
    expect(await read(ops, (await blend(services, a, b, 0.5)).embeddings)).toEqual({
      dims: [2, 2, 1],
      data: [1, 3, 5, 7],
    });
    expect((await read(ops, (await blend(services, b, a, 1)).embeddings)).data).toEqual([2, 2, 2, 2]);
  });

  test('what else they carry passes, and a pooled embedding that only one has', async () => {
    const services = fakeServices();
    const embeddings = await tensorOf(services.ops, [0], [1, 1, 1]);
    const pooled = await tensorOf(services.ops, [8], [1, 1]);
    const blended = await blend(
      services,
      { embeddings, note: 'a' },
      { embeddings, pooled, note: 'b', more: 1 },
      1,
    );
    expect(blended).toMatchObject({ note: 'a', more: 1 });
    expect(blended.pooled).toBe(pooled);
  });

  test('prompts that do not fit are problems', async () => {
    const services = fakeServices();
    const { ops } = services;
    const problem = async (dims: readonly number[]) => {
      const a = { embeddings: await tensorOf(ops, [1, 2, 3, 4], [1, 2, 2]) };
      const b = { embeddings: await ops.upload(new Float32Array(dims[1]! * dims[2]!), dims) };
      return problemOf(() => blend(services, a, b, 0.5));
    };
    expect(await problem([1, 3, 2])).toMatchObject({ code: 'token-counts-differ', port: 'b' });
    expect(await problem([1, 2, 3])).toMatchObject({ code: 'conditioning-widths-differ', port: 'b' });
  });
});
