import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue, VaeHandle } from '../../contract/values.ts';
import { planesFromImage } from '../image/planes.ts';
import { scaleAndShift } from './scale-and-shift.ts';

/**
 * The latent of a picture without drawing noise: the mean, or what the encoder gives where it draws by itself.
 *
 * @returns [batch, channels, h, w], scaled as the UNet takes it
 */
export async function encodeMean(ops: Backend, vae: VaeHandle, image: ImageValue): Promise<Tensor> {
  const sample = await planesFromImage(ops, image);
  const { latent_parameters: parameters, latent_sample: drawn } = await ops.evaluate(
    vae.model,
    'vae_encoder',
    { sample },
  );
  const latent = parameters ? await ops.slice(parameters, 1, 0, parameters.dims[1]! / 2) : drawn!;
  return scaleAndShift(ops, latent, vae.scalingFactor, -vae.shiftFactor * vae.scalingFactor);
}
