import sharp from 'sharp';

export interface RgbPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 8-bit RGB, row-major. */
  readonly data: Uint8Array;
}

export async function readRgb(file: string | Uint8Array): Promise<RgbPicture> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data };
}

/** Mean absolute difference in steps of 1/255; pictures of different sizes differ infinitely. */
export function meanDifference(a: RgbPicture, b: RgbPicture): number {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!);
  return sum / a.data.length;
}
