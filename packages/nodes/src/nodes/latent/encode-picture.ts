import { type CancelSignal, throwIfCancelled } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue, VaeHandle } from '../../contract/values.ts';
import { planesFromImage } from '../image/planes.ts';
import { checkFixedSize } from './fixed-size.ts';
import { scaleAndShift } from './scale-and-shift.ts';
import { evaluateInTiles, type TilingParams } from './tiling.ts';

/** What a VAE encoder gives of a picture, before scaling. */
export interface EncodedPicture {
  /**
   * `distribution`: [batch, 2 · channels, h, w], the mean and the logarithm of the variance.
   * `sample`: [batch, channels, h, w], already drawn inside the model; so in exports of Optimum up to 1.22.
   */
  readonly kind: 'distribution' | 'sample';
  readonly tensor: Tensor;
}

/**
 * Shows a picture to the VAE's encoder.
 *
 * @throws Cancelled between two tiles
 */
export async function encodePicture(
  ops: Backend,
  vae: VaeHandle,
  image: ImageValue,
  tiling: TilingParams,
  signal: CancelSignal,
): Promise<EncodedPicture> {
  let kind: EncodedPicture['kind'] = 'sample';
  const encode = async (sample: Tensor) => {
    throwIfCancelled(signal);
    const [heightPx, widthPx] = sample.dims.slice(2) as [number, number];
    checkFixedSize('What the VAE is to encode', vae.model, { widthPx, heightPx }, vae.fixedSizes?.encoder);
    const outputs = await ops.evaluate(vae.model, 'vae_encoder', { sample });
    if (outputs.latent_parameters) kind = 'distribution';
    return (outputs.latent_parameters ?? outputs.latent_sample)!;
  };
  const planes = await planesFromImage(ops, image);
  const tensor = await evaluateInTiles(ops, planes, tiling, 1 / vae.family.factor, encode);
  return { kind, tensor };
}

/** The mean, or the sample where the model gives no more; scaled as the UNet takes it. */
export async function meanLatent(ops: Backend, vae: VaeHandle, encoded: EncodedPicture): Promise<Tensor> {
  return scaled(ops, vae, await unscaledMean(ops, encoded));
}

/** The mean, or the sample where the model gives no more, as the encoder gives it. */
export async function unscaledMean(ops: Backend, { kind, tensor }: EncodedPicture): Promise<Tensor> {
  return kind === 'sample' ? tensor : ops.slice(tensor, 1, 0, tensor.dims[1]! / 2);
}

/**
 * One sample, as diffusers' DiagonalGaussianDistribution draws it; scaled as the UNet takes it.
 *
 * @param draw unit Gaussian noise; not called where the model has drawn already
 */
export async function sampledLatent(
  ops: Backend,
  vae: VaeHandle,
  { kind, tensor }: EncodedPicture,
  draw: (dims: readonly number[]) => Float32Array,
): Promise<Tensor> {
  if (kind === 'sample') return scaled(ops, vae, tensor);
  const channels = tensor.dims[1]! / 2;
  const mean = await ops.slice(tensor, 1, 0, channels);
  const logVariance = await ops.download(await ops.slice(tensor, 1, channels, 2 * channels));
  const noise = draw(mean.dims);
  const spread = noise.map(
    (value, i) => value * Math.exp(0.5 * Math.min(Math.max(logVariance[i]!, -30), 20)),
  );
  const sample = await ops.combine([
    [1, mean],
    [1, await ops.upload(spread, mean.dims)],
  ]);
  return scaled(ops, vae, sample);
}

/** (latent − shift_factor) · scaling_factor */
function scaled(ops: Backend, { scalingFactor, shiftFactor }: VaeHandle, latent: Tensor): Promise<Tensor> {
  return scaleAndShift(ops, latent, scalingFactor, -shiftFactor * scalingFactor);
}
