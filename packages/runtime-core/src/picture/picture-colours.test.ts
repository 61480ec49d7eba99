import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { ADOBE_RGB, greyProfile, rgbProfile } from '../../../../tests/support/icc-profile.ts';
import { tagJpeg, tagPng, withChunk } from '../../../../tests/support/tagged-picture.ts';
import { coloursOf } from './picture-colours.ts';

const rgb = rgbProfile(ADOBE_RGB);
const grey = greyProfile(1.8);
/** The same profile with a tag renamed, as those with tables have one. */
const tables = Buffer.from(rgb.toString('latin1').replace('cprt', 'A2B0'), 'latin1');

const flat = (): Sharp => sharp({ create: { width: 8, height: 8, channels: 3, background: '#a04020' } });
const greys = (): Sharp => flat().toColourspace('b-w');
const png = (picture: Sharp) => picture.png().toBuffer();
const jpeg = (picture: Sharp) => picture.jpeg().toBuffer();

describe('the colours of a picture', () => {
  test.each([
    ['a plain PNG', 'srgb', () => png(flat())],
    ['a plain JPEG', 'srgb', () => jpeg(flat())],
    ['a GIF', 'srgb', () => flat().gif().toBuffer()],
    ['a PNG with a profile', 'profile', async () => tagPng(await png(flat()), rgb)],
    [
      'a palette with a profile',
      'profile',
      async () => tagPng(await png(flat().png({ palette: true })), rgb),
    ],
    ['a JPEG with a profile', 'profile', async () => tagJpeg(await jpeg(flat()), rgb)],
    [
      'a progressive JPEG',
      'profile',
      async () => tagJpeg(await flat().jpeg({ progressive: true }).toBuffer(), rgb),
    ],
    ['a WebP with a profile', 'profile', () => flat().withIccProfile('p3').webp().toBuffer()],
    ['an AVIF with a profile', 'profile', () => flat().withIccProfile('p3').avif().toBuffer()],
    ['greys with their profile', 'profile', async () => tagJpeg(await jpeg(greys()), grey)],
    ['greys with a profile of colours', 'srgb', async () => tagPng(await png(greys()), rgb)],
    ['colours with a profile of greys', 'srgb', async () => tagJpeg(await jpeg(flat()), grey)],
    ['a profile of tables', 'table-profile', async () => tagPng(await png(flat()), tables)],
    ['a profile that is none', 'srgb', async () => tagPng(await png(flat()), Buffer.from('none'.repeat(50)))],
    ['inks', 'cmyk', () => jpeg(flat().toColourspace('cmyk'))],
    ['sRGB by its code', 'srgb', async () => withChunk(await png(flat()), 'cICP', Buffer.of(1, 13, 0, 1))],
  ] as const)('%s: %s', async (_, expected, make) => {
    expect(coloursOf(await make())).toBe(expected);
  });

  test('coded as those of video are refused', async () => {
    const coded = withChunk(await png(flat()), 'cICP', Buffer.of(9, 16, 0, 1));
    expect(() => coloursOf(coded)).toThrow('coded as those of video (cICP)');
  });

  test('are looked for in damaged files without a fault', async () => {
    for (const file of [tagPng(await png(flat()), rgb), tagJpeg(await jpeg(flat()), rgb)]) {
      for (let length = 12; length < file.length; length += 7) {
        expect(['srgb', 'profile']).toContain(coloursOf(file.subarray(0, length)));
      }
    }
  });
});
