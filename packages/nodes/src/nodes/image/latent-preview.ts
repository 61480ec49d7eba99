import type { Backend } from '../../contract/backend.ts';
import type { Pixels } from '../../contract/services.ts';
import type { LatentValue } from '../../contract/values.ts';
import { latentToPicture, type PlaneDims } from '../../pixels/planes.ts';
import { picturePixels } from './pictures.ts';

/**
 * Small pictures of a batch of latents, one pixel for each latent cell, through the model's linear latent→RGB map.
 *
 * @returns nothing for models that have no such map
 */
export async function latentPreview(ops: Backend, { tensor, family }: LatentValue): Promise<Pixels[]> {
  if (!family.latentRgb) return [];
  const latent = await ops.download(tensor);
  return picturePixels(latentToPicture(latent, tensor.dims as PlaneDims, family.latentRgb));
}
