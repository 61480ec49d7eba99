import type { ModelFamily } from './model-family.ts';
import { sd1 } from './sd1/sd1.ts';
import { sd2 } from './sd2/sd2.ts';
import { sdxl } from './sdxl/sdxl.ts';
import { sdxlRefiner } from './sdxl-refiner/sdxl-refiner.ts';

/** All families whose graphs can be built. No UNet belongs to two of them. */
export const families: readonly ModelFamily[] = [sd1, sd2, sdxl, sdxlRefiner];
