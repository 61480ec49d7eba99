import type { Tensor } from '@latentgraph/nodes';

/** Where a tensor's values are. They go to the device when something there first needs them. */
export type Place =
  | { readonly kind: 'host'; readonly data: Float32Array }
  | { readonly kind: 'device'; readonly buffer: GPUBuffer; free(): void }
  | { readonly kind: 'freed' };

/** A float32 tensor of the GPU backend. Only the ledger that made it changes its place. */
export class DeviceTensor implements Tensor {
  readonly dims: readonly number[];
  place: Place;

  /** @throws RangeError when the data do not fill the dims: a bug in the caller */
  constructor(dims: readonly number[], place: Place) {
    if (place.kind === 'host' && place.data.length !== sizeOf(dims)) {
      throw new RangeError(`${place.data.length} values do not fill a tensor of [${dims.join(', ')}].`);
    }
    this.dims = dims;
    this.place = place;
  }
}

export function isDeviceTensor(value: unknown): value is DeviceTensor {
  return value instanceof DeviceTensor;
}

/** @throws TypeError for a tensor of another backend: a bug in the caller */
export function asDeviceTensor(tensor: Tensor): DeviceTensor {
  if (!isDeviceTensor(tensor)) throw new TypeError('This tensor was not made by the GPU backend.');
  return tensor;
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}
