import { expect, test } from 'vitest';
import type { Pixels } from '../../contract/services.ts';
import type { MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read } from '../../testing/sample-values.ts';
import { loadMask } from './load-mask.ts';

const services = fakeServices();

async function load(pixels: Pixels, params: Readonly<Record<string, unknown>> = {}) {
  const bytes = await services.images.encode(pixels, { format: 'png' });
  const asset = await services.assets.put(bytes, 'image/png');
  const { outputs, warnings } = await runNode<{ mask: MaskValue }>(loadMask, {
    params: { asset, ...params },
    services,
  });
  return { ...(await read(services.ops, outputs.mask.tensor)), warnings: warnings.map(({ code }) => code) };
}

const transparent: Pixels = {
  ...{ widthPx: 2, heightPx: 1, channels: 4 },
  data: Uint8Array.of(255, 255, 255, 255, 51, 0, 0, 0),
};
const grey: Pixels = {
  ...{ widthPx: 3, heightPx: 1, channels: 3 },
  data: Uint8Array.of(0, 0, 0, 51, 51, 51, 102, 102, 102),
};

test('white is repainted', async () => {
  const dims = [1, 1, 1, 3];
  expect(await load(grey)).toEqual({ dims, data: [0, Math.fround(0.2), Math.fround(0.4)], warnings: [] });
});

test('reads the channel that is asked for', async () => {
  expect((await load(transparent, { channel: 'red' })).data).toEqual([1, Math.fround(0.2)]);
  expect((await load(transparent, { channel: 'alpha' })).data).toEqual([0, 1]);
});

test('a threshold leaves 0 and 1 alone', async () => {
  expect((await load(grey, { threshold: 0.2 })).data).toEqual([0, 1, 1]);
  expect((await load(grey, { threshold: 0.3 })).data).toEqual([0, 0, 1]);
});

test('says when there is no alpha to read', async () => {
  const { data, warnings } = await load(grey, { channel: 'alpha' });
  expect([data, warnings]).toEqual([[0, 0, 0], ['picture-without-alpha']]);
});

test('a picture that is not here is a problem', async () => {
  const params = { asset: 'f'.repeat(64) };
  const found = await problemOf(() => runNode(loadMask, { params, services }));
  expect(found.message).toBe("Load Mask 'node' uses the picture ffffffffffff…, which is not here.");
  const unchosen = loadMask.check!({ params: { asset: '' }, lookup: { model: () => ({ known: false }) } });
  expect(unchosen.map(({ code }) => code)).toEqual(['asset-not-chosen']);
});
