import type { Pixels } from '../contract/services.ts';
import { createPicture, type Picture } from './picture.ts';

/** Which bytes of a picture make a mask. `alpha` is 1 where the picture is transparent, as Load Image's mask. */
export const maskChannels = ['luminance', 'red', 'green', 'blue', 'alpha'] as const;
export type MaskChannel = (typeof maskChannels)[number];

/** A mask value, 0…255, of the bytes of one pixel. */
type ReadPixel = (red: number, green: number, blue: number, alpha: number) => number;

const CHANNELS: Readonly<Record<MaskChannel, ReadPixel>> = {
  luminance,
  red: (red) => red,
  green: (_, green) => green,
  blue: (_red, _green, blue) => blue,
  alpha: (_red, _green, _blue, alpha) => 255 - alpha,
};

/** One channel of a picture as a mask of values in 0…1. */
export function pixelsToMask(pixels: Pixels, channel: MaskChannel): Picture {
  return readMask(pixels, CHANNELS[channel]);
}

/** A painted mask: bright strokes on black, on transparent ground, or on both. */
export function paintToMask(pixels: Pixels): Picture {
  return readMask(pixels, (red, green, blue, alpha) => (luminance(red, green, blue) * alpha) / 255);
}

function readMask({ widthPx, heightPx, channels, data }: Pixels, read: ReadPixel): Picture {
  const mask = createPicture({ batch: 1, heightPx, widthPx, channels: 1 });
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    const at = pixel * channels;
    const alpha = channels === 4 ? data[at + 3]! : 255;
    mask.data[pixel] = read(data[at]!, data[at + 1]!, data[at + 2]!, alpha) / 255;
  }
  return mask;
}

/** ITU-R BT.601 luma in 16-bit fixed point, to the byte what Pillow's `convert('L')` gives. */
function luminance(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}
