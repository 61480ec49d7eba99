import { expect, it } from 'vitest';
import { type DeviceId, mostCellsInBatch, sessionOptions } from './session-options.ts';

it.each<[DeviceId, boolean, number]>([
  ['cpu', false, 1024],
  ['cuda', true, Number.POSITIVE_INFINITY],
  ['webgpu', true, Number.POSITIVE_INFINITY],
])('on %s takes what was measured to be good there', (device, enableMemPattern, cells) => {
  expect(sessionOptions(device)).toMatchObject({ enableMemPattern });
  expect(mostCellsInBatch(device)).toBe(cells);
});
