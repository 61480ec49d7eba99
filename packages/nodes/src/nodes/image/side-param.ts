import { z } from 'zod';

/** The longest side of a picture that a param may ask for. */
export const MAX_SIDE_PX = 8192;

/** One side of a picture in pixels; by default that of the embedded model's pictures. */
export const sidePx = z
  .int()
  .min(1)
  .max(MAX_SIDE_PX)
  .default(128)
  .meta({ usual: [16, 1024], step: 8 });
