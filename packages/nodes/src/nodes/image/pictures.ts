import type { Backend } from '../../contract/backend.ts';
import type { Pixels } from '../../contract/services.ts';
import type { ImageValue } from '../../contract/values.ts';
import { pictureToPixels } from '../../pixels/bytes.ts';
import type { Picture } from '../../pixels/picture.ts';

/** An image in host memory, where our own arithmetic works on it. */
export async function readPicture(ops: Backend, { tensor }: ImageValue): Promise<Picture> {
  const [batch, heightPx, widthPx, channels] = tensor.dims as [number, number, number, number];
  return { data: await ops.download(tensor), batch, heightPx, widthPx, channels };
}

/** A picture brought to where tensors live. */
export async function imageFrom(ops: Backend, picture: Picture): Promise<ImageValue> {
  const { data, batch, heightPx, widthPx, channels } = picture;
  return { tensor: await ops.upload(data, [batch, heightPx, widthPx, channels]) };
}

/** The pictures of a batch as 8-bit pixels, one after another. */
export async function imagePixels(ops: Backend, image: ImageValue): Promise<Pixels[]> {
  return picturePixels(await readPicture(ops, image));
}

/** A batch as 8-bit pixels, one entry for each picture. */
export function picturePixels(picture: Picture): Pixels[] {
  return Array.from({ length: picture.batch }, (_, index) => pictureToPixels(picture, index));
}
