import {
  commonBatch,
  createPicture,
  mapPicture,
  type Picture,
  type Rgb,
  requireSameSize,
} from './picture.ts';
import { resizePicture } from './resize.ts';

/** Below this a mask keeps, from it on it repaints, where only one or the other will do. */
const THRESHOLD = 0.5;

/**
 * 1 where a picture has a colour, falling to 0 with the distance from it. Distance is the largest difference of a
 * channel, 0…1.
 *
 * @param tolerance distance up to which the mask is 1
 * @param softness distance over which it then falls to 0
 */
export function maskFromColor(picture: Picture, color: Rgb, tolerance: number, softness: number): Picture {
  const mask = createPicture({ ...picture, channels: 1 });
  for (let i = 0; i < mask.data.length; i++) {
    let distance = 0;
    for (let channel = 0; channel < 3; channel++) {
      distance = Math.max(
        distance,
        Math.abs(picture.data[i * picture.channels + channel]! - color[channel]!),
      );
    }
    const beyond = distance - tolerance;
    if (beyond <= 0) mask.data[i] = 1;
    else if (beyond < softness) mask.data[i] = 1 - beyond / softness;
  }
  return mask;
}

export function invertMask(mask: Picture): Picture {
  return mapPicture(mask, (value) => 1 - value);
}

/** 1 from the threshold on, 0 below. */
export function thresholdMask(mask: Picture, threshold: number = THRESHOLD): Picture {
  return mapPicture(mask, (value) => (value >= threshold ? 1 : 0));
}

/** How two soft masks make one; for hard ones these are the operations on sets. */
const COMBINATIONS = {
  union: (a: number, b: number) => Math.max(a, b),
  intersect: (a: number, b: number) => Math.min(a, b),
  subtract: (a: number, b: number) => Math.min(a, 1 - b),
  difference: (a: number, b: number) => Math.abs(a - b),
  add: (a: number, b: number) => Math.min(a + b, 1),
  multiply: (a: number, b: number) => a * b,
} as const;

export type MaskCombination = keyof typeof COMBINATIONS;
export const maskCombinations = Object.keys(COMBINATIONS) as readonly MaskCombination[];

/**
 * Batches of one mask serve all of the others.
 *
 * @throws ProblemError `picture-sizes-differ`, `batch-sizes-differ`
 */
export function combineMasks(a: Picture, b: Picture, combination: MaskCombination): Picture {
  requireSameSize(a, b, "Mask 'a'", "mask 'b'");
  const combine = COMBINATIONS[combination];
  const result = createPicture({ ...a, batch: commonBatch(a, b) });
  for (let i = 0; i < result.data.length; i++) {
    result.data[i] = combine(a.data[i % a.data.length]!, b.data[i % b.data.length]!);
  }
  return result;
}

/**
 * A mask at latent resolution. `nearest` gives 0 and 1 alone, as diffusers' inpainting pipelines do: threshold 0.5,
 * source index floor(i · f). `area` gives each cell the mean of its pixels, so that soft edges stay soft.
 */
export function maskToLatent(
  mask: Picture,
  heightCells: number,
  widthCells: number,
  resample: 'nearest' | 'area',
): Picture {
  const source = resample === 'nearest' ? thresholdMask(mask) : mask;
  return resizePicture(source, { widthPx: widthCells, heightPx: heightCells, filter: resample });
}
