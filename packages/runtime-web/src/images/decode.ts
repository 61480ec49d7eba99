import { ProblemError } from '@latentgraph/graph-core';
import type { Pixels } from '@latentgraph/nodes';
import { coloursOf, type PictureColours, requireRasterFormat } from '@latentgraph/runtime-core';
import { readRgba } from './read-rgba.ts';

/** As in the runtime of Node: 100 megapixels take 400 MB as they are and four times that as tensors. */
const MAX_PIXELS = 100_000_000;
const OPAQUE = 255;

/**
 * Upright by EXIF orientation, in sRGB by the ICC profile that is embedded, and with what colour transparent pixels have.
 *
 * @throws ProblemError when the bytes are no picture, one with too many pixels, or one whose colours browsers convert
 *   otherwise than the server does: CMYK, and profiles of tables
 */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  requireRasterFormat(bytes);
  const bitmap = await openPicture(bytes, conversionFor(coloursOf(bytes)));
  try {
    const { width: widthPx, height: heightPx } = bitmap;
    if (widthPx * heightPx > MAX_PIXELS) throw tooLarge();
    return withoutOpaqueAlpha({ widthPx, heightPx, channels: 4, data: readRgba(bitmap) });
  } finally {
    bitmap.close();
  }
}

/** Where there is no profile nothing is converted: browsers go by a PNG's gamma and primaries, the server does not. */
function conversionFor(colours: PictureColours): ColorSpaceConversion {
  switch (colours) {
    case 'srgb':
      return 'none';
    case 'profile':
      return 'default';
    case 'cmyk':
      throw coloursUnsupported('is in CMYK');
    case 'table-profile':
      throw coloursUnsupported('has a colour profile of tables');
  }
}

async function openPicture(
  bytes: Uint8Array,
  colorSpaceConversion: ColorSpaceConversion,
): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([new Uint8Array(bytes)]), {
      colorSpaceConversion,
      premultiplyAlpha: 'none',
      imageOrientation: 'from-image',
    });
  } catch (error) {
    throw new ProblemError({
      code: 'image-unreadable',
      message: `The file is no picture that this browser can read (${error instanceof Error ? error.message : error}).`,
      remedy: 'Use a PNG, JPEG, WebP or other usual picture file, and check that it is whole.',
    });
  }
}

function withoutOpaqueAlpha(pixels: Pixels): Pixels {
  const { data } = pixels;
  for (let index = 3; index < data.length; index += 4) if (data[index] !== OPAQUE) return pixels;
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let source = 0, target = 0; source < data.length; source += 4, target += 3) {
    rgb[target] = data[source]!;
    rgb[target + 1] = data[source + 1]!;
    rgb[target + 2] = data[source + 2]!;
  }
  return { ...pixels, channels: 3, data: rgb };
}

function tooLarge(): ProblemError {
  return new ProblemError({
    code: 'image-too-large',
    message: `The picture has more than ${MAX_PIXELS / 1e6} million pixels.`,
    remedy: 'Make it smaller before loading it.',
  });
}

function coloursUnsupported(what: string): ProblemError {
  return new ProblemError({
    code: 'image-colours-unsupported',
    message: `The picture ${what}, which browsers do not convert faithfully.`,
    remedy: 'Save it in sRGB, or run the workflow on the server.',
  });
}
