import type { Picture } from './picture.ts';
import { type AxisWeights, applySeparable, axisWeights } from './separable.ts';

/** Less than 0.3 % of a Gaussian lies beyond this many standard deviations. */
const REACH = 3;

/**
 * Gaussian blur; pixels beyond the edge count as the pixel at the edge.
 *
 * @param sigmaPx standard deviation in pixels; 0 gives the picture itself. Time grows with it.
 */
export function blurPicture(picture: Picture, sigmaPx: number): Picture {
  if (sigmaPx <= 0) return picture;
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
