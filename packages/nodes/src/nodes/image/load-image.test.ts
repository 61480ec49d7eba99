import { expect, test } from 'vitest';
import type { Pixels } from '../../contract/services.ts';
import type { ImageValue, MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read } from '../../testing/sample-values.ts';
import { loadImage } from './load-image.ts';

const services = fakeServices();

async function assetOf(pixels: Pixels): Promise<string> {
  return services.assets.put(await services.images.encode(pixels, { format: 'png' }), 'image/png');
}

async function load(asset: string) {
  const { outputs } = await runNode<{ image: ImageValue; mask: MaskValue }>(loadImage, {
    params: { asset },
    services,
  });
  return {
    image: await read(services.ops, outputs.image.tensor),
    mask: await read(services.ops, outputs.mask.tensor),
  };
}

test('opens a picture, and masks what is transparent', async () => {
  const data = Uint8Array.of(255, 0, 0, 255, 0, 51, 255, 0);
  const asset = await assetOf({ widthPx: 1, heightPx: 2, channels: 4, data });
  expect(await load(asset)).toEqual({
    image: { dims: [1, 2, 1, 3], data: [1, 0, 0, 0, Math.fround(0.2), 1] },
    mask: { dims: [1, 1, 2, 1], data: [0, 1] },
  });
});

test('a picture without transparency has an empty mask', async () => {
  const asset = await assetOf({ widthPx: 2, heightPx: 1, channels: 3, data: new Uint8Array(6).fill(255) });
  expect((await load(asset)).mask).toEqual({ dims: [1, 1, 1, 2], data: [0, 0] });
});

test('a picture that is not here is a problem that names node and picture', async () => {
  expect(await problemOf(() => load('0'.repeat(64)))).toEqual({
    code: 'asset-missing',
    severity: 'error',
    message: "Load Image 'node' uses the picture 000000000000…, which is not here.",
    remedy: 'Choose the picture again, or open a copy of the workflow that was exported with its pictures.',
    param: 'asset',
  });
});

test('bytes that are no picture are a problem', async () => {
  const asset = await services.assets.put(Uint8Array.of(1, 2, 3), 'image/png');
  expect((await problemOf(() => load(asset))).code).toBe('picture-unreadable');
});

test('that no picture is chosen is known before running', () => {
  const found = (asset: string) =>
    loadImage.check!({ params: { asset }, lookup: { model: () => ({ known: false }) } });
  expect(found('').map(({ code, param }) => [code, param])).toEqual([['asset-not-chosen', 'asset']]);
  expect(found('0'.repeat(64))).toEqual([]);
});

test.each(['../../etc/passwd', 'https://example.org/a.png', 'A'.repeat(64), '0'.repeat(63)])(
  '%s names no asset',
  (asset) => {
    expect(loadImage.params.safeParse({ asset }).success).toBe(false);
  },
);
