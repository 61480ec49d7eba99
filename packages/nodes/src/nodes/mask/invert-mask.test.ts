import { expect, test } from 'vitest';
import type { MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { invertMask } from './invert-mask.ts';

test('turns every mask of a batch round', async () => {
  const services = fakeServices();
  const mask = { tensor: await tensorOf(services.ops, [0, 0.25, 1, 0.5], [2, 1, 2, 1]) };
  const { outputs } = await runNode<{ mask: MaskValue }>(invertMask, { inputs: { mask }, services });
  expect(await read(services.ops, outputs.mask.tensor)).toEqual({
    dims: [2, 1, 2, 1],
    data: [1, 0.75, 0, 0.5],
  });
});
