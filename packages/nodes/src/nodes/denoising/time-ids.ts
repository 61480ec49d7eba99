import type { LatentValue, SizeSettings, TimeIdCount } from '../../contract/values.ts';

/** What diffusers tells the refiner of a prompt; of a negative prompt it is 2.5. */
const USUAL_AESTHETIC_SCORE = 6;

/**
 * What SDXL and its refiner are told about size, as diffusers' `_get_add_time_ids` orders it: original height and
 * width, top and left of the crop, then target height and width, or the refiner's aesthetic score.
 *
 * @param latent what stands in for sizes that are not set
 */
export function timeIds(
  count: TimeIdCount,
  { tensor, family }: Pick<LatentValue, 'tensor' | 'family'>,
  size: SizeSettings = {},
): readonly number[] {
  const [height, width] = tensor.dims.slice(2).map((cells) => cells * family.factor) as [number, number];
  const crop = [size.cropTopPx ?? 0, size.cropLeftPx ?? 0];
  const original = [size.originalHeightPx ?? height, size.originalWidthPx ?? width];
  if (count === 5) return [...original, ...crop, size.aestheticScore ?? USUAL_AESTHETIC_SCORE];
  return [...original, ...crop, size.targetHeightPx ?? height, size.targetWidthPx ?? width];
}
