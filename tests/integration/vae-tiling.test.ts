import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meanDifference, type RgbPicture, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';

const SIDE_PX = 512;
const TILE_PX = 256;
/** Where tiles of 256 pixels begin or end when three of them cover 512. */
const TILE_BORDERS = [128, 256, 384];

/** The mean step across tile borders, as a multiple of that of the picture decoded whole. */
const MOST_STEP = 1.2;
/** Steps of 1/255: the decoder normalises over what it sees, so tiles differ a little from the whole everywhere. */
const MOST_DIFFERENCE = 2;

const runtime = useRuntime({ 'tiny-1': 'fixtures/models/tiny-1' });

describe('a 512×512 decode in tiles', () => {
  test.for(['input-12', 'input-14', 'input-16'])('shows no seam (%s)', async (picture, { annotate }) => {
    const whole = await decode(picture, { tiling: 'off' });
    const tiles = await decode(picture, { tiling: 'on', tileSize: TILE_PX });
    const ratio = meanStep(tiles, TILE_BORDERS) / meanStep(whole, TILE_BORDERS);
    const difference = meanDifference(tiles, whole);
    await annotate(`step ratio ${ratio.toFixed(3)}, mean difference ${difference.toFixed(3)} of 255`);
    expect(ratio).toBeLessThanOrEqual(MOST_STEP);
    expect(difference).toBeLessThanOrEqual(MOST_DIFFERENCE);
    // Decoded in tiles indeed.
    expect(difference).toBeGreaterThan(0);
  });

  test('shows the seam of tiles without overlap to this measure', async () => {
    const whole = await decode('input-12', { tiling: 'off' });
    const tiles = await decode('input-12', { tiling: 'on', tileSize: TILE_PX, tileOverlap: 0 });
    const border = [TILE_PX];
    expect(meanStep(tiles, border)).toBeGreaterThan(10 * meanStep(whole, border));
  });
});

type Params = NonNullable<Parameters<typeof buildWorkflow>[0][string][1]>;

/** A reference picture, enlarged, through the VAE and back. */
async function decode(picture: string, params: Params): Promise<RgbPicture> {
  const bytes = readFileSync(`fixtures/reference/pipeline/${picture}.png`);
  const asset = await runtime.assets.put(bytes, 'image/png');
  const document = buildWorkflow(
    {
      checkpoint: ['Checkpoint', { model: 'tiny-1' }],
      load: ['LoadImage', { asset }],
      resize: ['ResizeImage', { width: SIDE_PX, height: SIDE_PX }],
      encode: ['VAEEncode'],
      decode: ['VAEDecode', params],
      save: ['SaveImage'],
    },
    [
      'checkpoint.vae > encode.vae',
      'checkpoint.vae > decode.vae',
      'load.image > resize.image',
      'resize.image > encode.image',
      'encode.latent > decode.latent',
      'decode.image > save.image',
    ],
  );
  const { problems, outputs } = await runtime.run({ document });
  expect(problems).toEqual([]);
  return readRgb(outputs[0]!);
}

/** Mean absolute difference of neighbours on the two sides of columns and rows, in steps of 1/255. */
function meanStep({ data, widthPx, heightPx }: RgbPicture, borders: readonly number[]): number {
  let sum = 0;
  let count = 0;
  const addStep = (pixel: number, neighbour: number) => {
    for (let k = 0; k < 3; k++) sum += Math.abs(data[pixel * 3 + k]! - data[neighbour * 3 + k]!);
    count += 3;
  };
  for (const border of borders) {
    for (let y = 0; y < heightPx; y++) addStep(y * widthPx + border, y * widthPx + border - 1);
    for (let x = 0; x < widthPx; x++) addStep(border * widthPx + x, (border - 1) * widthPx + x);
  }
  return sum / count;
}
