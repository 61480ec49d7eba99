import type { Backend } from '../../contract/backend.ts';
import type { MaskValue } from '../../contract/values.ts';
import type { Picture } from '../../pixels/picture.ts';

/** A mask in host memory, as a picture of one channel. */
export async function readMask(ops: Backend, { tensor }: MaskValue): Promise<Picture> {
  const [batch, , heightPx, widthPx] = tensor.dims as [number, number, number, number];
  return { data: await ops.download(tensor), batch, heightPx, widthPx, channels: 1 };
}

/** @param picture of one channel */
export async function maskFrom(
  ops: Backend,
  { data, batch, heightPx, widthPx }: Picture,
): Promise<MaskValue> {
  return { tensor: await ops.upload(data, [batch, 1, heightPx, widthPx]) };
}
