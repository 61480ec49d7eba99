import type { Tensor } from '@latentgraph/nodes';
import { asCpuTensor, type CpuTensor, cpuTensor, sizeOf } from './cpu-tensor.ts';

/** Joins tensors that agree in every other axis. */
export function concat(tensors: readonly Tensor[], axis: number): CpuTensor {
  const parts = tensors.map(asCpuTensor);
  const [first] = parts;
  if (!first) throw new RangeError('Nothing to concatenate.');
  for (const part of parts) {
    if (
      part.dims.length !== first.dims.length ||
      part.dims.some((size, at) => at !== axis && size !== first.dims[at])
    ) {
      throw new RangeError(
        `[${first.dims.join(', ')}] and [${part.dims.join(', ')}] cannot be joined along axis ${axis}.`,
      );
    }
  }
  const dims = first.dims.map((size, at) =>
    at === axis ? parts.reduce((sum, part) => sum + part.dims[axis]!, 0) : size,
  );
  const outer = sizeOf(dims.slice(0, axis));
  const result = new Float32Array(sizeOf(dims));
  let target = 0;
  for (let row = 0; row < outer; row += 1) {
    for (const { data } of parts) {
      const length = data.length / outer;
      result.set(data.subarray(row * length, (row + 1) * length), target);
      target += length;
    }
  }
  return cpuTensor(result, dims);
}

/** The half-open range [from, to) of one axis. */
export function slice(tensor: Tensor, axis: number, from: number, to: number): CpuTensor {
  const { dims, data } = asCpuTensor(tensor);
  const size = dims[axis] ?? 0;
  if (from < 0 || to > size || from >= to) {
    throw new RangeError(`[${from}, ${to}) is no range of axis ${axis} of [${dims.join(', ')}].`);
  }
  const inner = sizeOf(dims.slice(axis + 1));
  const outer = sizeOf(dims.slice(0, axis));
  const length = (to - from) * inner;
  const result = new Float32Array(outer * length);
  for (let row = 0; row < outer; row += 1) {
    const start = (row * size + from) * inner;
    result.set(data.subarray(start, start + length), row * length);
  }
  return cpuTensor(
    result,
    dims.map((original, at) => (at === axis ? to - from : original)),
  );
}

/** One sample along an axis of the source: a weighted pair of neighbours. */
export interface Tap {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

/** The last two axes to [height, width]; torch's interpolate with `nearest` or `bilinear` (align_corners off). */
export function resize(
  tensor: Tensor,
  height: number,
  width: number,
  filter: 'nearest' | 'bilinear',
): CpuTensor {
  const { dims, data } = asCpuTensor(tensor);
  const [sourceHeight, sourceWidth] = [dims.at(-2) ?? 1, dims.at(-1) ?? 1];
  const rows = resizeTaps(sourceHeight, height, filter);
  const columns = resizeTaps(sourceWidth, width, filter);
  const outerDims = dims.slice(0, -2);
  const planes = sizeOf(outerDims);
  const result = new Float32Array(planes * height * width);
  let target = 0;
  for (let plane = 0; plane < planes; plane += 1) {
    for (const row of rows) {
      const low = (plane * sourceHeight + row.low) * sourceWidth;
      const high = (plane * sourceHeight + row.high) * sourceWidth;
      for (const column of columns) {
        const top = mix(data[low + column.low]!, data[low + column.high]!, column.weight);
        const bottom = mix(data[high + column.low]!, data[high + column.high]!, column.weight);
        result[target] = mix(top, bottom, row.weight);
        target += 1;
      }
    }
  }
  return cpuTensor(result, [...outerDims, height, width]);
}

function mix(a: number, b: number, weight: number): number {
  return weight === 0 ? a : a + (b - a) * weight;
}

/** Where each of `target` places along an axis takes its value from `source` ones. */
export function resizeTaps(source: number, target: number, filter: 'nearest' | 'bilinear'): readonly Tap[] {
  const scale = source / target;
  return Array.from({ length: target }, (_, index) => {
    if (filter === 'nearest') {
      const low = Math.min(Math.floor(index * scale), source - 1);
      return { low, high: low, weight: 0 };
    }
    const position = Math.max((index + 0.5) * scale - 0.5, 0);
    const low = Math.min(Math.floor(position), source - 1);
    return { low, high: Math.min(low + 1, source - 1), weight: position - low };
  });
}
