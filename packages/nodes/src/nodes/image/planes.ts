import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ImageValue } from '../../contract/values.ts';

/** What a model paints, [batch, 3, height, width] in −1…1, as an image. */
export async function imageFromPlanes(ops: Backend, planes: Tensor): Promise<ImageValue> {
  const [batch, channels, heightPx, widthPx] = planes.dims as [number, number, number, number];
  const source = await ops.download(planes);
  const area = heightPx * widthPx;
  const target = new Float32Array(batch * area * channels);
  for (let picture = 0; picture < batch; picture++) {
    for (let channel = 0; channel < channels; channel++) {
      const from = (picture * channels + channel) * area;
      let to = picture * area * channels + channel;
      for (let i = 0; i < area; i++, to += channels) {
        target[to] = Math.min(Math.max(source[from + i]! / 2 + 0.5, 0), 1);
      }
    }
  }
  return { tensor: await ops.upload(target, [batch, heightPx, widthPx, channels]) };
}

/** An image as a model reads it: [batch, 3, height, width] in −1…1. */
export async function planesFromImage(ops: Backend, { tensor }: ImageValue): Promise<Tensor> {
  const [batch, heightPx, widthPx, channels] = tensor.dims as [number, number, number, number];
  const source = await ops.download(tensor);
  const area = heightPx * widthPx;
  const target = new Float32Array(source.length);
  for (let picture = 0; picture < batch; picture++) {
    for (let channel = 0; channel < channels; channel++) {
      const to = (picture * channels + channel) * area;
      let from = picture * area * channels + channel;
      for (let i = 0; i < area; i++, from += channels) target[to + i] = source[from]! * 2 - 1;
    }
  }
  return ops.upload(target, [batch, channels, heightPx, widthPx]);
}
