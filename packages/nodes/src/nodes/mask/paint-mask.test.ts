import { expect, test } from 'vitest';
import type { ImageValue, MaskValue } from '../../contract/values.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read } from '../../testing/sample-values.ts';
import { paintMask } from './paint-mask.ts';

const services = fakeServices();
const { ops } = services;

/** One row: a white stroke in the middle of transparent ground. */
async function stroke(): Promise<string> {
  const data = Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0);
  const bytes = await services.images.encode(
    { widthPx: 3, heightPx: 1, channels: 4, data },
    { format: 'png' },
  );
  return services.assets.put(bytes, 'image/png');
}

async function blackImage(widthPx: number, batch = 1): Promise<ImageValue> {
  return { tensor: await ops.upload(new Float32Array(batch * widthPx * 3), [batch, 1, widthPx, 3]) };
}

async function paint(params: Readonly<Record<string, unknown>>, image?: ImageValue) {
  const { outputs } = await runNode<{ mask: MaskValue }>(paintMask, {
    params,
    inputs: image ? { image } : {},
    services,
  });
  return read(ops, outputs.mask.tensor);
}

test('holds what was painted', async () => {
  const painted = { dims: [1, 1, 1, 3], data: [0, 1, 0] };
  expect(await paint({ asset: await stroke() })).toEqual(painted);
  expect(await paint({ asset: await stroke() }, await blackImage(3, 2))).toEqual(painted);
});

test('without paint it is empty, of the size of its picture', async () => {
  expect(await paint({}, await blackImage(2, 3))).toEqual({ dims: [1, 1, 1, 2], data: [0, 0] });
});

test('feather softens edges', async () => {
  const { data } = await paint({ asset: await stroke(), feather: 4 });
  expect(data[0]).toBeCloseTo(data[2]!, 6);
  expect(data[0]).toBeGreaterThan(0.2);
  expect(data[1]).toBeGreaterThan(data[0]!);
  expect(data[1]).toBeLessThan(0.5);
});

test('paint of another size than the picture is a problem', async () => {
  const found = await problemOf(async () => paint({ asset: await stroke() }, await blackImage(4)));
  expect(found).toEqual({
    code: 'picture-sizes-differ',
    severity: 'error',
    message: "Paint Mask 'node' was painted at 3×1 pixels, but its picture is 4×1.",
    remedy: 'Paint the mask again, or bring the picture to 3×1 with Resize Image.',
    node: 'node',
    param: 'asset',
  });
});

test('advice never leads back to a size that the models refuse', async () => {
  const inputs = { image: await blackImage(16) };
  const larger = { ...services, sizeMultiplePx: 16 };
  const params = { asset: await stroke() };
  const { remedy } = await problemOf(() => runNode(paintMask, { params, inputs, services: larger }));
  expect(remedy).toBe('Paint the mask again.');
});

test('without paint and picture there is nothing to go by', async () => {
  expect((await problemOf(() => paint({}))).code).toBe('mask-not-painted');
});
