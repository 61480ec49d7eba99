import { readProvenance } from '@latentgraph/runtime-core';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';
import { hasBrowser } from './support/browser.ts';
import { quickRun, runOn, useHarness } from './support/harness-page.ts';

const [WIDTH, HEIGHT] = [48, 32];

/** Colours that a canvas would lose under their transparency. */
function rgbaPixels(): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 4);
  for (let index = 0; index < pixels.length; index += 4) {
    const at = index / 4;
    pixels.set([at % 256, (at * 7) % 256, (at * 13) % 256, (at % 5) * 50], index);
  }
  return pixels;
}

const raw = { raw: { width: WIDTH, height: HEIGHT, channels: 4 } } as const;

describe.skipIf(!hasBrowser)('a picture file in the browser', () => {
  const site = useHarness({ device: 'wasm' });
  const onNode = useRuntime({}, { modelsDirectory: 'fixtures/models' });

  async function onBoth(file: Uint8Array, save: Readonly<Record<string, string | number>> = {}) {
    const base64 = Buffer.from(file).toString('base64');
    const asset = await site.page.evaluate((sent) => harness.putAsset(sent, 'image/png'), base64);
    expect(await onNode.assets.put(file, 'image/png')).toBe(asset);
    const { widthPx, heightPx } = await readRgb(await sharp(file).autoOrient().toBuffer());
    const document = buildWorkflow(
      {
        load: ['LoadImage', { asset }],
        point: ['ResizeImage', { width: 1, height: 1, filter: 'nearest' }],
        plain: ['ResizeImage', { width: widthPx, height: heightPx, filter: 'nearest' }],
        blend: ['BlendImages', { amount: 1 }],
        picture: ['SaveImage', save],
        transparency: ['SaveImage'],
      },
      [
        ...['load.image > picture.image', 'load.image > point.image', 'point.image > plain.image'],
        ...['load.image > blend.a', 'plain.image > blend.b', 'load.mask > blend.mask'],
        'blend.image > transparency.image',
      ],
    );
    const here = await runOn(site.page, { document });
    const there = await onNode.run({ document });
    expect(here.events.at(-1)).toMatchObject({ type: 'finished' });
    return { here: here.outputs.map((output) => Buffer.from(output, 'base64')), there: there.outputs };
  }

  test.each([
    ['opaque', () => sharp(rgbaPixels(), raw).removeAlpha().png().toBuffer()],
    ['with colour under its transparency', () => sharp(rgbaPixels(), raw).png().toBuffer()],
    [
      'on its side by EXIF',
      () =>
        sharp(rgbaPixels(), raw)
          .removeAlpha()
          .withExif({ IFD0: { Orientation: '6' } })
          .png()
          .toBuffer(),
    ],
  ])('%s: is read to the same numbers as in Node', async (_, make) => {
    const { here, there } = await onBoth(await make());
    expect(here).toHaveLength(2);
    for (const [index, output] of here.entries()) {
      expect(meanDifference(await readRgb(output), await readRgb(there[index]!))).toBe(0);
    }
  });

  test.each(['webp', 'jpeg'])('is saved as %s', async (format) => {
    const soft = await sharp('examples/text-to-image.png').resize(256, 256).png().toBuffer();
    const { here, there } = await onBoth(soft, { format, quality: 95 });
    expect((await sharp(here[0]).metadata()).format).toBe(format);
    // Browsers keep colour at half the resolution in a JPEG, Node at all of it.
    expect(meanDifference(await readRgb(here[0]!), await readRgb(there[0]!))).toBeLessThan(3);
  });

  test('that is no picture is a problem of its node', async () => {
    const base64 = Buffer.from('no picture').toString('base64');
    const asset = await site.page.evaluate((sent) => harness.putAsset(sent, 'image/png'), base64);
    const document = buildWorkflow({ load: ['LoadImage', { asset }], save: ['SaveImage'] }, [
      'load.image > save.image',
    ]);
    const { events } = await runOn(site.page, { document });
    expect(events.at(-1)).toMatchObject({ problems: [{ code: 'image-unreadable', node: 'load' }] });
  });

  test('says what made it, with the same bytes for the same run', async () => {
    const request = quickRun({ 'noise.seed': 42 });
    const first = await runOn(site.page, request);
    const again = await runOn(site.page, request);
    expect(again.outputs).toEqual(first.outputs);
    const other = await onNode.run(request);
    const [here, there] = [Buffer.from(first.outputs[0]!, 'base64'), other.outputs[0]!].map(readProvenance);
    if (here?.kind !== 'found' || there?.kind !== 'found') throw new Error('There is no provenance.');
    expect(here.provenance).toEqual({
      ...there.provenance,
      runtime: { ...there.provenance.runtime, device: 'wasm' },
    });
  });
});
