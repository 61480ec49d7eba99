import type { Tensor } from '@latentgraph/nodes';

/** A tensor in host memory, row-major. */
export interface CpuTensor extends Tensor {
  readonly data: Float32Array;
}

/** @throws RangeError when the data do not fill the dims: a bug in the caller. */
export function cpuTensor(data: Float32Array, dims: readonly number[]): CpuTensor {
  if (data.length !== sizeOf(dims)) {
    throw new RangeError(`${data.length} values do not fill a tensor of [${dims.join(', ')}].`);
  }
  return { dims, data };
}

/** Whether a value is a tensor of the CPU backend. */
export function isCpuTensor(value: unknown): value is CpuTensor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    value.data instanceof Float32Array &&
    'dims' in value
  );
}

/** @throws TypeError for a tensor of another backend: a bug in the caller. */
export function asCpuTensor(tensor: Tensor): CpuTensor {
  if (!isCpuTensor(tensor)) throw new TypeError('This tensor was not made by the CPU backend.');
  return tensor;
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}

/** @throws RangeError naming both: a bug in the caller. */
export function requireEqualDims(a: Tensor, b: Tensor): void {
  if (a.dims.length === b.dims.length && a.dims.every((size, axis) => size === b.dims[axis])) return;
  throw new RangeError(`Tensors of [${a.dims.join(', ')}] and [${b.dims.join(', ')}] do not fit together.`);
}
