import { expect, test } from 'vitest';
import type { ConditioningValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { read } from '../../testing/sample-values.ts';
import { zeroConditioning } from './zero-conditioning.ts';

test('ZeroConditioning gives zeros of the same sizes, and keeps what else the conditioning says', async () => {
  const services = fakeServices();
  const { ops } = services;
  const conditioning: ConditioningValue = {
    embeddings: await ops.upload(Float32Array.of(1, 2, 3, 4), [1, 2, 2]),
    pooled: await ops.upload(Float32Array.of(5), [1, 1]),
    size: { targetWidthPx: 64 },
  };
  const call = { inputs: { conditioning }, services };
  const { outputs } = await runNode<{ conditioning: ConditioningValue }>(zeroConditioning, call);
  expect(outputs.conditioning.size).toEqual(conditioning.size);
  expect(await read(ops, outputs.conditioning.embeddings)).toEqual({ dims: [1, 2, 2], data: [0, 0, 0, 0] });
  expect(await read(ops, outputs.conditioning.pooled!)).toEqual({ dims: [1, 1], data: [0] });
});
