import type { Backend } from '../../contract/backend.ts';
import type { Pixels } from '../../contract/services.ts';
import type { LatentRgb, LatentValue } from '../../contract/values.ts';
import { imagePixels } from './pictures.ts';
import { imageFromPlanes } from './planes.ts';

/**
 * Small pictures of a batch of latents, one pixel for each latent cell, through the model's linear latent→RGB map.
 *
 * @returns nothing for models that have no such map
 */
export async function latentPreview(ops: Backend, { tensor, family }: LatentValue): Promise<Pixels[]> {
  if (!family.latentRgb) return [];
  const { matrix, bias } = rgbMatrix(family.latentRgb);
  const planes = await ops.mixChannels(tensor, matrix, bias);
  return imagePixels(ops, await imageFromPlanes(ops, planes));
}

/** The map as `mixChannels` takes it: a row for each of red, green and blue. */
export function rgbMatrix({ factors, bias }: LatentRgb): {
  readonly matrix: readonly (readonly number[])[];
  readonly bias: readonly number[];
} {
  return { matrix: [0, 1, 2].map((color) => factors.map((factor) => factor[color]!)), bias };
}
