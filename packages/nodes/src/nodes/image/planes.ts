import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue } from '../../contract/values.ts';
import { type PlaneDims, pictureToPlanes, planesToPicture } from '../../pixels/planes.ts';
import { imageFrom, readPicture } from './pictures.ts';

/** What a model paints, [batch, 3, height, width] in −1…1, as an image. */
export async function imageFromPlanes(ops: Backend, planes: Tensor): Promise<ImageValue> {
  return imageFrom(ops, planesToPicture(await ops.download(planes), planes.dims as PlaneDims));
}

/** An image as a model reads it: [batch, 3, height, width] in −1…1. */
export async function planesFromImage(ops: Backend, image: ImageValue): Promise<Tensor> {
  const { data, dims } = pictureToPlanes(await readPicture(ops, image));
  return ops.upload(data, dims);
}
