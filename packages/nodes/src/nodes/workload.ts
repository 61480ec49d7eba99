import type { Workload } from '@latentgraph/graph-core';
import type { Tensor } from '../contract/tensor.ts';

const FLOAT_BYTES = 4;

/** Of pictures in float32; `copies` says how many of them there are while a node works, the result included. */
export function pictureWorkload(
  size: {
    readonly width: number;
    readonly height: number;
    readonly batch: number;
    readonly channels: number;
  },
  copies: number,
): Workload {
  const pixels = size.width * size.height * size.batch;
  return { pixels, bytes: pixels * size.channels * FLOAT_BYTES * copies };
}

/** Of a latent, with the pixels of the pictures that it stands for. */
export function latentWorkload(
  size: { readonly width: number; readonly height: number; readonly batch: number },
  { channels, factor }: { readonly channels: number; readonly factor: number },
  copies: number,
): Workload {
  const pixels = size.width * size.height * size.batch;
  return { pixels, bytes: (pixels / factor ** 2) * channels * FLOAT_BYTES * copies };
}

/** How many pictures there are in the batch of an image, a mask or a latent; 1 while there is none yet. */
export function batchOf(value: { readonly tensor: Tensor } | undefined): number {
  return value?.tensor.dims[0] ?? 1;
}
