import { ProblemError } from '@latentgraph/graph-core';
import type { ImageCodec, ImageFormat, Pixels } from '@latentgraph/nodes';
import { coloursOf, requireRasterFormat } from '@latentgraph/runtime-core';
import type { Sharp } from 'sharp';

/** 100 megapixels take 400 MB as they are and four times that as tensors. */
const MAX_PIXELS = 100_000_000;

/** Picture files through sharp (libvips), which is loaded when the first picture needs it. */
export function createSharpCodec(): ImageCodec {
  return { decode, encode };
}

async function decode(bytes: Uint8Array): Promise<Pixels> {
  requireRasterFormat(bytes);
  coloursOf(bytes);
  try {
    const { data, info } = await (await openPicture(bytes))
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return {
      widthPx: info.width,
      heightPx: info.height,
      channels: info.channels === 4 ? 4 : 3,
      data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    };
  } catch (error) {
    throw decodeProblem(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Upright, as a pipeline that converts to sRGB by the profile that is embedded. sharp loses the profile of pictures of 16
 * bits a channel on that way, so these become pictures of 8 bits first.
 */
async function openPicture(bytes: Uint8Array): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error' } as const;
  const { depth, space, icc } = await sharp(bytes, options).metadata();
  if (depth !== 'ushort' || !icc) return sharp(bytes, options).autoOrient();
  const withEightBits = sharp(bytes, { ...options, ignoreIcc: true })
    .autoOrient()
    .keepIccProfile()
    .toColourspace(space === 'grey16' ? 'b-w' : 'srgb')
    .png({ compressionLevel: 0 });
  return sharp(await withEightBits.toBuffer(), options);
}

async function encode(
  { widthPx, heightPx, channels, data }: Pixels,
  { format, quality }: { readonly format: ImageFormat; readonly quality?: number },
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const picture = sharp(data, {
    raw: { width: widthPx, height: heightPx, channels },
    limitInputPixels: false,
  });
  return new Uint8Array(await encoders[format](picture, quality).toBuffer());
}

/** Every setting that shapes the bytes is fixed, so that the same pixels give the same file. */
const encoders: Readonly<Record<ImageFormat, (picture: Sharp, quality: number | undefined) => Sharp>> = {
  png: (picture) => picture.png({ compressionLevel: 6, adaptiveFiltering: false, palette: false }),
  webp: (picture, quality = 90) => picture.webp({ quality, effort: 4 }),
  jpeg: (picture, quality = 92) =>
    picture.flatten({ background: '#ffffff' }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
};

function decodeProblem(reason: string): ProblemError {
  if (/pixel limit/i.test(reason)) {
    return new ProblemError({
      code: 'image-too-large',
      message: `The picture has more than ${MAX_PIXELS / 1e6} million pixels.`,
      remedy: 'Make it smaller before loading it.',
    });
  }
  return new ProblemError({
    code: 'image-unreadable',
    message: `The file is no picture that can be read (${reason}).`,
    remedy: 'Use a PNG, JPEG, WebP or other usual picture file, and check that it is whole.',
  });
}
