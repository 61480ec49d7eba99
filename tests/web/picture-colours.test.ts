import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ADOBE_RGB, greyProfile, rgbProfile, WIDE_RGB } from '../support/icc-profile.ts';
import { readRgb } from '../support/pictures.ts';
import { tagJpeg, tagPng, withChunk } from '../support/tagged-picture.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';
import { hasBrowser } from './support/browser.ts';
import { runOn, useHarness } from './support/harness-page.ts';

const SIDE = 32;

/** Two ramps across each other, in as many channels and bits as asked for. */
function ramps(channels: 1 | 3, bits: 8 | 16 = 8) {
  const data = new (bits === 8 ? Uint8Array : Uint16Array)(SIDE * SIDE * channels);
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    const values = [x * 8, y * 8, (x + y) * 4].slice(0, channels);
    data.set(
      values.map((value) => (bits === 8 ? value : value * 257)),
      at * channels,
    );
  }
  const space = channels === 3 ? { 8: 'srgb', 16: 'rgb16' } : { 8: 'b-w', 16: 'grey16' };
  const picture = sharp(data, { raw: { width: SIDE, height: SIDE, channels } });
  return picture.toColourspace(space[bits]);
}

const png = (channels: 1 | 3, bits?: 8 | 16) => ramps(channels, bits).png().toBuffer();
const jpeg = (channels: 1 | 3) =>
  ramps(channels).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
const adobe = rgbProfile(ADOBE_RGB);
const wide = rgbProfile(WIDE_RGB);
const grey = greyProfile(1.8);

/** What files there are, and by how much at least their numbers are changed by the way to sRGB. */
const FILES: readonly (readonly [name: string, changedBy: number, make: () => Promise<Buffer>])[] = [
  ['Adobe RGB in a PNG', 5, async () => tagPng(await png(3), adobe)],
  ['Adobe RGB in a PNG of 16 bits', 5, async () => tagPng(await png(3, 16), adobe)],
  ['Adobe RGB in a JPEG', 5, async () => tagJpeg(await jpeg(3), adobe)],
  ['wide RGB in a PNG', 5, async () => tagPng(await png(3), wide)],
  ['Display P3 in a WebP', 5, () => ramps(3).withIccProfile('p3').webp({ lossless: true }).toBuffer()],
  ['Display P3 in an AVIF', 5, () => ramps(3).withIccProfile('p3').avif({ lossless: true }).toBuffer()],
  ['tagged greys in a PNG', 5, async () => tagPng(await png(1), grey)],
  ['tagged greys in a PNG of 16 bits', 5, async () => tagPng(await png(1, 16), grey)],
  ['tagged greys in a JPEG', 5, async () => tagJpeg(await jpeg(1), grey)],
  ['greys with a profile of colours', 0, async () => tagPng(await png(1), adobe)],
  ['colours with a profile of greys', 0, async () => tagJpeg(await jpeg(3), grey)],
  ['a profile that is none', 0, async () => tagPng(await png(3), Buffer.from('none'.repeat(50)))],
  ['a gamma without a profile', 0, async () => withChunk(await png(3), 'gAMA', Buffer.of(0, 1, 0x86, 0xa0))],
];

describe.skipIf(!hasBrowser)('the colours of a picture in the browser', () => {
  const site = useHarness({ device: 'wasm' });
  const onNode = useRuntime({}, { modelsDirectory: 'fixtures/models' });

  async function requestFor(file: Uint8Array) {
    const base64 = Buffer.from(file).toString('base64');
    const asset = await site.page.evaluate((sent) => harness.putAsset(sent, 'image/png'), base64);
    await onNode.assets.put(file, 'image/png');
    return {
      document: buildWorkflow({ load: ['LoadImage', { asset }], save: ['SaveImage'] }, [
        'load.image > save.image',
      ]),
    };
  }

  test.each(FILES)('%s: are those of the server', async (_, changedBy, make) => {
    const file = await make();
    const request = await requestFor(file);
    const here = await runOn(site.page, request);
    const there = await onNode.run(request);
    const read = await readRgb(Buffer.from(here.outputs[0]!, 'base64'));
    expect(greatestDifference(read.data, (await readRgb(there.outputs[0]!)).data)).toBeLessThanOrEqual(2);
    const untouched = await sharp(file, { ignoreIcc: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer();
    const change = greatestDifference(read.data, untouched);
    expect(changedBy === 0 ? change === 0 : change >= changedBy).toBe(true);
  });

  test('CMYK is refused by name, and converted by the server', async () => {
    const inks = ramps(3).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
    const request = await requestFor(await inks);
    const { events } = await runOn(site.page, request);
    expect(events.at(-1)).toMatchObject({
      type: 'failed',
      problems: [{ code: 'image-colours-unsupported', node: 'load' }],
    });
    expect((await onNode.run(request)).outputs).toHaveLength(1);
  });
});

function greatestDifference(some: ArrayLike<number>, others: ArrayLike<number>): number {
  expect(some.length).toBe(others.length);
  return Array.from(some).reduce((most, value, index) => Math.max(most, Math.abs(value - others[index]!)), 0);
}
