import type { Picture } from './picture.ts';
import { type AxisWeights, applySeparable, axisWeights } from './separable.ts';

/** Less than 0.3 % of a Gaussian lies beyond this many standard deviations. */
const REACH = 3;

/** Above this, the blur is computed of a smaller picture: what is left of it has no finer detail. */
const WIDEST_PX = 24;

/**
 * Gaussian blur; pixels beyond the edge count as the pixel at the edge. Blurs wider than 24 pixels are within 0.001 of a
 * Gaussian (for pictures in 0…1), so that time does not grow with them.
 *
 * @param sigmaPx standard deviation in pixels; 0 gives the picture itself
 */
export function blurPicture(picture: Picture, sigmaPx: number): Picture {
  if (sigmaPx <= 0) return picture;
  return sigmaPx > WIDEST_PX ? blurSmaller(picture, sigmaPx) : blurAsItIs(picture, sigmaPx);
}

/** Shrinks by a power of two, blurs, and enlarges again, which blur a little themselves: the variances add up. */
function blurSmaller(picture: Picture, sigmaPx: number): Picture {
  const factor = 2 ** Math.ceil(Math.log2(sigmaPx / WIDEST_PX));
  const { widthPx, heightPx } = picture;
  const small = applySeparable(picture, shrinking(widthPx, factor), shrinking(heightPx, factor));
  const variance = sigmaPx ** 2 - (factor ** 2 - 1) / 12 - (factor ** 2 - 1) / 6;
  const blurred = blurAsItIs(small, Math.sqrt(variance) / factor);
  return applySeparable(blurred, enlarging(widthPx, factor), enlarging(heightPx, factor));
}

/** Each output is the mean of `factor` pixels. */
function shrinking(length: number, factor: number): AxisWeights {
  return axisWeights(Math.ceil(length / factor), length, (output) => {
    const weights = new Map<number, number>();
    for (let i = 0; i < factor; i++) {
      const index = Math.min(output * factor + i, length - 1);
      weights.set(index, (weights.get(index) ?? 0) + 1);
    }
    return weights;
  });
}

/** Linear between the middles of the small picture's pixels, and on beyond the outermost ones. */
function enlarging(length: number, factor: number): AxisWeights {
  const count = Math.ceil(length / factor);
  return axisWeights(length, count, (output) => {
    if (count === 1) return new Map([[0, 1]]);
    const place = (output + 0.5) / factor - 0.5;
    const left = Math.min(Math.max(Math.floor(place), 0), count - 2);
    return new Map([
      [left, 1 - (place - left)],
      [left + 1, place - left],
    ]);
  });
}

function blurAsItIs(picture: Picture, sigmaPx: number): Picture {
  return applySeparable(
    picture,
    gaussianWeights(picture.widthPx, sigmaPx),
    gaussianWeights(picture.heightPx, sigmaPx),
  );
}

function gaussianWeights(length: number, sigmaPx: number): AxisWeights {
  const reach = Math.ceil(REACH * sigmaPx);
  return axisWeights(length, length, (output) => {
    const weights = new Map<number, number>();
    for (let offset = -reach; offset <= reach; offset++) {
      const index = Math.min(Math.max(output + offset, 0), length - 1);
      const weight = Math.exp(-(offset ** 2) / (2 * sigmaPx ** 2));
      weights.set(index, (weights.get(index) ?? 0) + weight);
    }
    return weights;
  });
}
