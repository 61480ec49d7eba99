import { expect, test } from 'vitest';
import type { MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { read } from '../../testing/sample-values.ts';
import { maskShape } from './mask-shape.ts';

const services = fakeServices();

async function draw(params: Readonly<Record<string, unknown>>) {
  const { outputs } = await runNode<{ mask: MaskValue }>(maskShape, { params, services });
  const { dims, data } = await read(services.ops, outputs.mask.tensor);
  return { dims, data: data.map((value) => Math.round(value * 1e6) / 1e6) };
}

test('a rectangle lies where its fractions say', async () => {
  const leftHalf = { left: 0, top: 0, shapeWidth: 0.5, shapeHeight: 1 };
  expect(await draw({ width: 4, height: 2, ...leftHalf })).toEqual({
    dims: [1, 1, 2, 4],
    data: [1, 1, 0, 0, 1, 1, 0, 0],
  });
});

test('feather softens the edge', async () => {
  const rightHalf = { left: 0.5, top: 0, shapeWidth: 1, shapeHeight: 1 };
  expect((await draw({ width: 4, height: 8, ...rightHalf, feather: 2 })).data.slice(16, 20)).toEqual([
    0, 0.25, 0.75, 1,
  ]);
});

test('an ellipse fills its box', async () => {
  const whole = { left: 0, top: 0, shapeWidth: 1, shapeHeight: 1 };
  expect((await draw({ shape: 'ellipse', width: 6, height: 3, ...whole })).data).toEqual([
    ...[0, 1, 1, 1, 1, 0],
    ...[1, 1, 1, 1, 1, 1],
    ...[0, 1, 1, 1, 1, 0],
  ]);
});

const across = { shape: 'gradient', left: 0, top: 0, shapeWidth: 1, shapeHeight: 1 };

test.each([
  [0, [0.25, 0.75, 0.25, 0.75]],
  [90, [0.25, 0.25, 0.75, 0.75]],
  [180, [0.75, 0.25, 0.75, 0.25]],
  [45, [0.25, 0.5, 0.5, 0.75]],
])('a gradient at %i degrees rises across its box', async (angle, expected) => {
  expect((await draw({ ...across, angle, width: 2, height: 2 })).data).toEqual(expected);
});

test('a gradient is level outside its box', async () => {
  const narrow = { ...across, left: 0.25, shapeWidth: 0.5, width: 4, height: 1 };
  expect((await draw(narrow)).data).toEqual([0, 0.25, 0.75, 1]);
});

test.each([
  ['width', 0],
  ['height', 10_000],
  ['left', -0.1],
  ['shapeWidth', 0],
  ['shapeHeight', 1.1],
  ['feather', -1],
  ['angle', Number.NaN],
])('%s %s is refused', (param, value) => {
  expect(maskShape.params.safeParse({ [param]: value }).success).toBe(false);
});
