import { expect, test } from 'vitest';
import type { MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { maskOf, read } from '../../testing/sample-values.ts';
import { combineMasks } from './combine-masks.ts';

const services = fakeServices();
const { ops } = services;

async function combine(operation: string, b: readonly number[]) {
  const { outputs } = await runNode<{ mask: MaskValue }>(combineMasks, {
    params: { operation },
    inputs: { a: await maskOf(ops, [0, 0.5, 1]), b: await maskOf(ops, b) },
    services,
  });
  return read(ops, outputs.mask.tensor);
}

test.each([
  ['union', [0.5, 0.75, 1]],
  ['intersect', [0, 0.5, 0.25]],
  ['subtract', [0, 0.25, 0.75]],
  ['difference', [0.5, 0.25, 0.75]],
  ['add', [0.5, 1, 1]],
  ['multiply', [0, 0.375, 0.25]],
])('%s', async (operation, expected) => {
  expect(await combine(operation, [0.5, 0.75, 0.25])).toEqual({ dims: [1, 1, 1, 3], data: expected });
});

test('masks of other sizes are a problem', async () => {
  expect((await problemOf(() => combine('union', [1]))).message).toBe(
    "Mask 'a' is 3×1 pixels, but mask 'b' is 1×1.",
  );
});
