import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { LatentValue, MaskValue } from '../../contract/values.ts';
import { maskToLatent } from '../../pixels/mask.ts';

/**
 * A mask of picture size brought to the size of a latent: [batch, 1, h, w].
 *
 * @param node for messages
 * @throws ProblemError `mask-size` when the mask is neither of the picture's size nor of the latent's
 */
export async function maskAtLatentSize(
  ops: Backend,
  { tensor }: MaskValue,
  latent: Pick<LatentValue, 'tensor' | 'family'>,
  resample: 'nearest' | 'area',
  node: string,
): Promise<Tensor> {
  const [batch, , heightPx, widthPx] = tensor.dims as [number, number, number, number];
  const [, , height, width] = latent.tensor.dims as [number, number, number, number];
  const { factor } = latent.family;
  const isLatentSize = heightPx === height && widthPx === width;
  if (isLatentSize && resample === 'area') return tensor;
  if (!isLatentSize && (heightPx !== height * factor || widthPx !== width * factor)) {
    throw new ProblemError({
      code: 'mask-size',
      message: `'${node}' gets a mask of ${widthPx}×${heightPx} for a picture of ${width * factor}×${height * factor}.`,
      remedy: 'Make the mask the size of the picture.',
      node,
      port: 'mask',
    });
  }
  const picture = { data: await ops.download(tensor), batch, heightPx, widthPx, channels: 1 };
  const small = maskToLatent(picture, height, width, resample);
  return ops.upload(small.data, [batch, 1, height, width]);
}
