import type { LatentLevel } from './values.ts';

/** Unit Gaussian noise, with no picture in it. */
export const NOISE_LEVEL: LatentLevel = { kind: 'noise' };

/** A picture, with no noise in it. */
export const CLEAN_LEVEL: LatentLevel = { kind: 'clean' };
