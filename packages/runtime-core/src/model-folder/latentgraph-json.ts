import { z } from 'zod';

const number = z.number();
const rgb = z.tuple([number, number, number]);

/** `latentgraph.json` beside model_index.json: what the Diffusers layout lacks. */
export const latentgraphJsonSchema = z.looseObject({
  name: z.string().max(128).optional(),
  /** rgb[k] = bias[k] + Σ factors[c][k] · latent[c], in the stated range; one row of factors a latent channel. */
  latentRgb: z
    .looseObject({ factors: z.array(rgb).min(1).max(256), bias: rgb, range: z.literal('[-1, 1]') })
    .optional(),
  /** Width and height in pixels that the model was trained on. */
  defaultSize: z.tuple([z.int().min(1).max(16_384), z.int().min(1).max(16_384)]).optional(),
});

export type LatentgraphJson = z.infer<typeof latentgraphJsonSchema>;
