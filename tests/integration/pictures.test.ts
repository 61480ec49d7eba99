import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';

const PICTURE = 'fixtures/reference/pipeline/input-12.png';

const runtime = useRuntime();
let asset: string;

beforeAll(async () => {
  asset = await runtime.assets.put(readFileSync(PICTURE), 'image/png');
});

type Nodes = Parameters<typeof buildWorkflow>[0];

function run(nodes: Nodes, wires: readonly string[]) {
  return runtime.run({ document: buildWorkflow({ ...nodes }, wires) });
}

describe('a picture file', () => {
  test('of a size that the UNet refuses is told at once which size suits the whole workflow', async () => {
    const photo = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    const chosen = await runtime.assets.put(photo, 'image/png');
    const resize = async (size: object) => {
      const { problems } = await run(
        {
          load: ['LoadImage', { asset: chosen }],
          resize: ['ResizeImage', { by: 'size', ...size }],
          checkpoint: ['Checkpoint'],
          encode: ['VAEEncode'],
          decode: ['VAEDecode'],
          save: ['SaveImage'],
        },
        [
          ...['load.image > resize.image', 'resize.image > encode.image', 'checkpoint.vae > encode.vae'],
          ...['encode.latent > decode.latent', 'checkpoint.vae > decode.vae', 'decode.image > save.image'],
        ],
      );
      return problems.map(({ remedy }) => remedy);
    };
    expect(await resize({ width: 200, height: 100 })).toEqual([
      'Put Resize Image before it, to 208×112, or Crop Image, to 192×96.',
    ]);
    expect(await resize({ width: 208, height: 112 })).toEqual([]);
  });

  test.each([
    ['png', 0],
    ['webp', 3],
    ['jpeg', 3],
  ])('is loaded, and saved as %s', async (format, tolerance) => {
    const { problems, outputs, events } = await run(
      { load: ['LoadImage', { asset }], save: ['SaveImage', { format, quality: 95 }] },
      ['load.image > save.image'],
    );
    expect(problems).toEqual([]);
    expect((await sharp(outputs[0]).metadata()).format).toBe(format);
    expect(events.find(({ type }) => type === 'output')).toMatchObject({ mediaType: `image/${format}` });
    const difference = meanDifference(await readRgb(outputs[0]!), await readRgb(PICTURE));
    expect(difference).toBeLessThanOrEqual(tolerance);
  });

  test('that is not here, not chosen, no picture or too large is a problem of its node', async () => {
    const text = await runtime.assets.put(new TextEncoder().encode('no picture'), 'image/png');
    const black = { width: 12_000, height: 9000, channels: 3, background: '#000' } as const;
    const large = await sharp({ create: black }).png({ compressionLevel: 1 }).toBuffer();
    const assets = {
      'asset-missing': '0'.repeat(64),
      'asset-not-chosen': '',
      'image-unreadable': text,
      'image-too-large': await runtime.assets.put(large, 'image/png'),
    };
    const found: Record<string, unknown> = {};
    for (const chosen of Object.values(assets)) {
      const wire = 'photo.image > save.image';
      const { problems } = await run({ photo: ['LoadImage', { asset: chosen }], save: ['SaveImage'] }, [
        wire,
      ]);
      for (const { code, node } of problems) found[code] = { chosen, node };
    }
    const expected = Object.entries(assets).map(([code, chosen]) => [code, { chosen, node: 'photo' }]);
    expect(found).toEqual(Object.fromEntries(expected));
  });
});

test('pictures and masks pass through one another: paste the middle of one over another', async () => {
  const { problems, outputs } = await run(
    {
      load: ['LoadImage', { asset }],
      crop: ['CropImage', { left: 32, top: 32, width: 64, height: 64 }],
      enlarge: ['ResizeImage', { width: 128, height: 128, filter: 'nearest' }],
      middle: ['MaskShape', { width: 128, height: 128 }],
      outside: ['InvertMask'],
      paste: ['BlendImages', { amount: 1 }],
      grid: ['ImageGrid', { columns: 2, gap: 0 }],
      save: ['SaveImage'],
    },
    [
      'load.image > crop.image',
      'crop.image > enlarge.image',
      'middle.mask > outside.mask',
      'enlarge.image > paste.a',
      'load.image > paste.b',
      'outside.mask > paste.mask',
      'paste.image > grid.images',
      'load.image > grid.images',
      'grid.image > save.image',
    ],
  );
  expect(problems).toEqual([]);
  const cut = (left: number, top: number, widthPx: number) =>
    sharp(outputs[0]).extract({ left, top, width: widthPx, height: widthPx });
  const original = await readRgb(PICTURE);
  expect(meanDifference(await readRgb(await cut(128, 0, 128).toBuffer()), original)).toBe(0);
  const corner = await readRgb(
    await sharp(PICTURE).extract({ left: 0, top: 0, width: 32, height: 32 }).toBuffer(),
  );
  expect(meanDifference(await readRgb(await cut(0, 0, 32).toBuffer()), corner)).toBe(0);
  const center = sharp(PICTURE).extract({ left: 48, top: 48, width: 32, height: 32 });
  const enlarged = await readRgb(await center.resize(64, 64, { kernel: 'nearest' }).png().toBuffer());
  expect(meanDifference(await readRgb(await cut(32, 32, 64).toBuffer()), enlarged)).toBe(0);
});
