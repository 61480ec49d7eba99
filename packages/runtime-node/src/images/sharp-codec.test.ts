import type { Pixels } from '@latentgraph/nodes';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createSharpCodec } from './sharp-codec.ts';

const codec = createSharpCodec();

/** Left half red, right half green. */
const picture: Pixels = {
  ...{ widthPx: 4, heightPx: 2, channels: 3 },
  data: Uint8Array.from({ length: 24 }, (_, index) => {
    const x = Math.floor(index / 3) % 4;
    return index % 3 === (x < 2 ? 0 : 1) ? 255 : 0;
  }),
};

describe('the picture codec', () => {
  it('gives a PNG back exactly, and the same bytes each time', async () => {
    const png = await codec.encode(picture, { format: 'png' });
    expect(await codec.decode(png)).toEqual(picture);
    expect(await codec.encode(picture, { format: 'png' })).toEqual(png);
  });

  it('keeps transparency', async () => {
    const data = Uint8Array.of(1, 2, 3, 0, 250, 251, 252, 128);
    const transparent: Pixels = { widthPx: 2, heightPx: 1, channels: 4, data };
    expect(await codec.decode(await codec.encode(transparent, { format: 'png' }))).toEqual(transparent);
  });

  it.each(['webp', 'jpeg'] as const)('writes and reads %s', async (format) => {
    const even: Pixels = { widthPx: 16, heightPx: 16, channels: 3, data: new Uint8Array(768).fill(100) };
    const decoded = await codec.decode(await codec.encode(even, { format, quality: 95 }));
    expect([decoded.widthPx, decoded.heightPx, decoded.channels]).toEqual([16, 16, 3]);
    for (const value of decoded.data) expect(Math.abs(value - 100)).toBeLessThanOrEqual(2);
  });

  it('turns pictures upright by their EXIF orientation', async () => {
    const raw = sharp(picture.data, { raw: { width: 4, height: 2, channels: 3 } });
    const turned = await raw.withMetadata({ orientation: 6 }).png().toBuffer();
    const decoded = await codec.decode(turned);
    expect([decoded.widthPx, decoded.heightPx]).toEqual([2, 4]);
    expect([...decoded.data.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect([...decoded.data.subarray(-3)]).toEqual([0, 255, 0]);
  });

  it('reads grey pictures as RGB', async () => {
    const grey = sharp(Uint8Array.of(7, 200), { raw: { width: 2, height: 1, channels: 1 } });
    const decoded = await codec.decode(await grey.toColourspace('b-w').png().toBuffer());
    expect(decoded).toEqual({
      widthPx: 2,
      heightPx: 1,
      channels: 3,
      data: Uint8Array.of(7, 7, 7, 200, 200, 200),
    });
  });

  it('reads grey pictures with transparency as RGBA', async () => {
    const grey = sharp(Uint8Array.of(7, 0, 200, 255), { raw: { width: 2, height: 1, channels: 2 } });
    const decoded = await codec.decode(await grey.toColourspace('b-w').png().toBuffer());
    const data = Uint8Array.of(7, 7, 7, 0, 200, 200, 200, 255);
    expect(decoded).toEqual({ widthPx: 2, heightPx: 1, channels: 4, data });
  });

  it('draws no SVG, whose few bytes can ask for gigabytes', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
    await expect(codec.decode(new TextEncoder().encode(svg))).rejects.toMatchObject({
      problem: { code: 'image-format-unsupported' },
    });
  });

  it('says when a file is no picture, cut off, or too large', async () => {
    const png = await codec.encode(picture, { format: 'png' });
    const unreadable = { problem: { code: 'image-unreadable' } };
    await expect(codec.decode(new TextEncoder().encode('no picture'))).rejects.toMatchObject(unreadable);
    await expect(codec.decode(new Uint8Array(0))).rejects.toMatchObject(unreadable);
    await expect(codec.decode(png.subarray(0, png.length - 20))).rejects.toMatchObject(unreadable);
    const large = await sharp({ create: { width: 12_000, height: 9000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    await expect(codec.decode(large)).rejects.toMatchObject({ problem: { code: 'image-too-large' } });
  });
});
