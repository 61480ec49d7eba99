import type { LatentRgb } from '../contract/values.ts';
import { createPicture, type Picture } from './picture.ts';

/** Dims of a model's tensor: [batch, channels, height, width]. */
export type PlaneDims = readonly [batch: number, channels: number, height: number, width: number];

/** What a VAE decodes, planes in −1…1, as pictures in 0…1: x / 2 + 0.5, clamped. */
export function planesToPicture(planes: Float32Array, dims: PlaneDims): Picture {
  const [batch, channels, heightPx, widthPx] = dims;
  const picture = createPicture({ batch, heightPx, widthPx, channels });
  const pixels = heightPx * widthPx;
  for (let i = 0; i < batch; i++) {
    for (let channel = 0; channel < channels; channel++) {
      const from = (i * channels + channel) * pixels;
      for (let pixel = 0; pixel < pixels; pixel++) {
        picture.data[(i * pixels + pixel) * channels + channel] = toUnit(planes[from + pixel]!);
      }
    }
  }
  return picture;
}

/** Pictures in 0…1 as a VAE encodes them, planes in −1…1: 2 · x − 1. */
export function pictureToPlanes(picture: Picture): { readonly data: Float32Array; readonly dims: PlaneDims } {
  const { batch, channels, heightPx, widthPx } = picture;
  const pixels = heightPx * widthPx;
  const data = new Float32Array(picture.data.length);
  for (let i = 0; i < batch; i++) {
    for (let channel = 0; channel < channels; channel++) {
      const to = (i * channels + channel) * pixels;
      for (let pixel = 0; pixel < pixels; pixel++) {
        data[to + pixel] = 2 * picture.data[(i * pixels + pixel) * channels + channel]! - 1;
      }
    }
  }
  return { data, dims: [batch, channels, heightPx, widthPx] };
}

/**
 * A small preview of latents, one pixel a cell, through the model's linear map to RGB in −1…1.
 *
 * @param latent [batch, channels, height, width]
 */
export function latentToPicture(
  latent: Float32Array,
  dims: PlaneDims,
  { factors, bias }: LatentRgb,
): Picture {
  const [batch, channels, heightPx, widthPx] = dims;
  const picture = createPicture({ batch, heightPx, widthPx, channels: 3 });
  const cells = heightPx * widthPx;
  for (let i = 0; i < batch; i++) {
    for (let cell = 0; cell < cells; cell++) {
      for (let k = 0; k < 3; k++) {
        let value = bias[k]!;
        for (let channel = 0; channel < channels; channel++) {
          value += factors[channel]![k]! * latent[(i * channels + channel) * cells + cell]!;
        }
        picture.data[(i * cells + cell) * 3 + k] = toUnit(value);
      }
    }
  }
  return picture;
}

function toUnit(value: number): number {
  return Math.min(Math.max(value / 2 + 0.5, 0), 1);
}
