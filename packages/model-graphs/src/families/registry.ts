import type { UNetTrunk } from '../architecture/unet.ts';
import { controlnet } from './controlnet/controlnet.ts';
import type { DescribedFamily } from './described-family.ts';
import { flux } from './flux/flux.ts';
import type { ModelFamily } from './model-family.ts';
import { sd1 } from './sd1/sd1.ts';
import { sd2 } from './sd2/sd2.ts';
import { sd3 } from './sd3/sd3.ts';
import { sdxl } from './sdxl/sdxl.ts';
import { sdxlRefiner } from './sdxl-refiner/sdxl-refiner.ts';

/** All families whose graphs can be built. No UNet belongs to two of them. */
export const families: readonly ModelFamily[] = [sd1, sd2, sdxl, sdxlRefiner];

/** Families whose architecture is read, and whose graphs cannot be built. */
export const describedFamilies: readonly DescribedFamily[] = [controlnet, sd3, flux];

/** The family that a UNet, or the half of one that steers it, belongs to. */
export function familyOf(trunk: UNetTrunk): ModelFamily | undefined {
  return families.find((family) => family.matches(trunk));
}
