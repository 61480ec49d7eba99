import { expect, test } from 'vitest';
import type { MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { read, tensorOf } from '../../testing/sample-values.ts';
import { maskFromColor } from './mask-from-color.ts';

const services = fakeServices();

test('masks the places that have the colour, in every picture of a batch', async () => {
  const reds = [1, 0.75, 0.5, 0.25];
  const tensor = await tensorOf(
    services.ops,
    reds.flatMap((red) => [red, 0, 0]),
    [2, 1, 2, 3],
  );
  const maskWith = async (params: Readonly<Record<string, unknown>>) => {
    const { outputs } = await runNode<{ mask: MaskValue }>(maskFromColor, {
      params: { color: '#ff0000', ...params },
      inputs: { image: { tensor } },
      services,
    });
    return read(services.ops, outputs.mask.tensor);
  };
  expect(await maskWith({})).toEqual({ dims: [2, 1, 1, 2], data: [1, 0, 0, 0] });
  expect((await maskWith({ tolerance: 0.25 })).data).toEqual([1, 1, 0, 0]);
  expect((await maskWith({ tolerance: 0.25, softness: 0.5 })).data).toEqual([1, 1, 0.5, 0]);
});

test.each(['red', '#12', '#12345g', ''])('%j is no colour', (color) => {
  expect(maskFromColor.params.safeParse({ color }).success).toBe(false);
});
