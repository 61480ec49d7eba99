import type { Pixels } from '../contract/services.ts';
import { createPicture, type Picture } from './picture.ts';

/**
 * One picture of a batch as 8-bit RGB, as diffusers' `numpy_to_pil` does it: x · 255 in float32, rounded half to even,
 * clamped to 0…255. A mask becomes grey.
 */
export function pictureToPixels(picture: Picture, index: number): Pixels {
  const { widthPx, heightPx, channels } = picture;
  const count = widthPx * heightPx;
  const data = new Uint8Array(count * 3);
  for (let pixel = 0; pixel < count; pixel++) {
    const from = (index * count + pixel) * channels;
    for (let k = 0; k < 3; k++) data[pixel * 3 + k] = toByte(picture.data[from + Math.min(k, channels - 1)]!);
  }
  return { widthPx, heightPx, channels: 3, data };
}

/** A picture of three channels in 0…1 and its mask, 1 where the picture is transparent (1 − alpha). */
export function pixelsToPicture(pixels: Pixels): { readonly image: Picture; readonly mask: Picture } {
  const { widthPx, heightPx, channels, data } = pixels;
  const image = createPicture({ batch: 1, heightPx, widthPx, channels: 3 });
  const mask = createPicture({ batch: 1, heightPx, widthPx, channels: 1 });
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    for (let k = 0; k < 3; k++) image.data[pixel * 3 + k] = data[pixel * channels + k]! / 255;
    if (channels === 4) mask.data[pixel] = 1 - data[pixel * 4 + 3]! / 255;
  }
  return { image, mask };
}

function toByte(value: number): number {
  const scaled = Math.fround(value * 255);
  const below = Math.floor(scaled);
  const rounded = scaled - below === 0.5 ? below + (below % 2) : Math.round(scaled);
  return Math.min(Math.max(rounded, 0), 255);
}
